import type { Answer } from "@/lib/api-types";

export type UserPage = Answer<"/api/v1/users", "get">;
export type User = UserPage["items"][number];
export type UserStatus = User["status"];

export const userStatuses = ["active", "invited", "suspended", "deleted"] as const satisfies readonly UserStatus[];
export const defaultSort = "-createdAt";

/** The question that the list of users answers. */
export interface UserListing {
  page: number;
  pageSize: number;
  sort: string;
  q: string;
  status: UserStatus | null;
}
