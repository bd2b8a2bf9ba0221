import type { Answer, Body } from "@/lib/api-types";

/** The list answers by cursor too; the directory reads it by page. */
export type UserPage = Extract<Answer<"/api/v1/users", "get">, { total: number }>;
export type User = UserPage["items"][number];
export type UserStatus = User["status"];

export type Invitation = Body<"/api/v1/users", "post">;

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

/** What can be written of a person, in the order of the form. */
export const profileFields = ["displayName", "givenName", "familyName", "phone", "locale", "timeZone"] as const;
export type ProfileField = (typeof profileFields)[number];
/** As a form has it: what is unknown is empty. */
export type Profile = Record<ProfileField, string>;

export const profileLabels: Readonly<Record<ProfileField, string>> = {
  displayName: "Name",
  givenName: "Given name",
  familyName: "Family name",
  phone: "Phone",
  locale: "Language",
  timeZone: "Time zone",
};

export const ownProfileKey = ["users", "me"] as const;

export function userKey(id: string) {
  return ["users", "one", id] as const;
}
