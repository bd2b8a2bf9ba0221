import type { Answer } from "@/lib/api-types";
import type { Grant } from "@/lib/auth-session";

type UserPage = Answer<"/api/v1/users", "get">;
type User = UserPage["items"][number];

export function aUser(given: Partial<User> = {}): User {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8057",
    email: "ada@example.org",
    displayName: "Ada Lovelace",
    givenName: null,
    familyName: null,
    phone: null,
    locale: null,
    timeZone: null,
    avatarUrl: null,
    status: "active",
    roles: ["member"],
    createdAt: "2026-11-01T08:00:00Z",
    updatedAt: "2026-11-01T08:00:00Z",
    lastSeenAt: null,
    version: 1,
    ...given,
  };
}

export function aUserPage(items: User[], given: Partial<UserPage> = {}): UserPage {
  return { items, page: 1, pageSize: 20, total: items.length, ...given };
}

export function aGrant(permissions: string[] = [], given: Partial<Grant> = {}): Grant {
  return {
    accessToken: "token-1",
    tokenType: "Bearer",
    expiresIn: 900,
    user: {
      id: "01890a5d-ac96-774b-bcce-b302099a8057",
      email: "ada@example.org",
      displayName: "Ada Lovelace",
      roles: ["member"],
      permissions,
    },
    ...given,
  };
}

export const administrator = ["users.read", "users.write", "monitoring.read"];
