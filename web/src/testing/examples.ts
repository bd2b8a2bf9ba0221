import type { Answer } from "@/lib/api-types";
import type { Grant } from "@/lib/auth-session";

type UserPage = Answer<"/api/v1/users", "get">;
type User = UserPage["items"][number];
type Session = Answer<"/api/v1/auth/sessions", "get">[number];
type RequestPage = Answer<"/api/v1/monitoring/requests", "get">;
type Trace = Answer<"/api/v1/monitoring/traces/{correlationId}", "get">;

const startedAt = "2026-11-01T08:00:00Z";

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
    refreshToken: null,
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

export function aSession(given: Partial<Session> = {}): Session {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8058",
    device: "Windows",
    browser: "Firefox",
    ip: "192.0.2.7",
    createdAt: "2026-11-01T08:00:00Z",
    lastSeenAt: "2026-11-01T09:00:00Z",
    current: false,
    ...given,
  };
}

export const administrator = ["users.read", "users.write", "monitoring.read"];

/** A request that caused a message that failed and a push. */
export function aTrace(): Trace {
  return {
    correlationId: "corr-1",
    startedAt,
    durationMs: 200,
    entries: [
      {
        id: "1",
        kind: "request",
        name: "POST /api/v1/auth/register",
        module: "Identity",
        startedAt,
        offsetMs: 0,
        durationMs: 120,
        status: "ok",
        detail: { "http.response.status_code": "202" },
      },
      {
        id: "2",
        kind: "message",
        name: "identity.account-registered.v1",
        module: "Users",
        startedAt,
        offsetMs: 130,
        durationMs: 40,
        status: "failed",
        detail: {},
      },
      {
        id: "3",
        kind: "push",
        name: "users.user-created.v1",
        module: "Realtime",
        startedAt,
        offsetMs: 190,
        durationMs: 2.5,
        status: "ok",
        detail: {},
      },
    ],
  };
}

export function aRequestPage(): RequestPage {
  return {
    items: [
      {
        id: "1",
        correlationId: "corr-1",
        traceId: "0af7651916cd43dd8448eb211c80319c",
        method: "POST",
        route: "/api/v1/auth/register",
        path: "/api/v1/auth/register",
        status: 202,
        durationMs: 120,
        userId: null,
        startedAt,
      },
    ],
    page: 1,
    pageSize: 25,
    total: 1,
  };
}
