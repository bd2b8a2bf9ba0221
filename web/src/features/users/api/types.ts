import type { Answer, Body } from "@/lib/api-types";

/** The list answers by cursor too; the directory reads it by page. */
export type UserPage = Extract<Answer<"/api/v1/users", "get">, { total: number }>;
export type User = UserPage["items"][number];
export type UserStatus = User["status"];

export type Invitation = Body<"/api/v1/users", "post">;

export const userStatuses = ["active", "invited", "suspended", "deleted"] as const satisfies readonly UserStatus[];
export const newestFirst = "-createdAt";

/** The question that the list of users answers. */
export interface UserListing {
  page: number;
  pageSize: number;
  /** As the API names it; empty for its own: the newest first, or who is most similar where a search finds nobody else. */
  sort: string;
  q: string;
  status: UserStatus | null;
  /** The name of a role; empty for any. */
  role: string;
  /** Days of the reader's time zone like `2026-11-01`, both included; empty for no end. */
  createdFrom: string;
  createdTo: string;
}

/** Everybody whom a search finds. */
export const noFilters = { status: null, role: "", createdFrom: "", createdTo: "" } satisfies Partial<UserListing>;

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
