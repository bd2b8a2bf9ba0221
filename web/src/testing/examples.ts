import type { Answer } from "@/lib/api-types";
import type { Grant } from "@/lib/auth-session";

type UserPage = Answer<"/api/v1/users", "get">;
type User = UserPage["items"][number];
type Session = Answer<"/api/v1/auth/sessions", "get">[number];
type AccountSession = Answer<"/api/v1/accounts/{id}/sessions", "get">[number];
type Role = Answer<"/api/v1/roles", "get">[number];
type AccountPermissions = Answer<"/api/v1/accounts/{id}/permissions", "get">;
type Permission = Answer<"/api/v1/permissions", "get">[number];
type Me = Answer<"/api/v1/auth/me", "get">;
type Passkey = Answer<"/api/v1/auth/passkeys", "get">[number];
type Token = Answer<"/api/v1/auth/tokens", "get">[number];
type RequestPage = Answer<"/api/v1/monitoring/requests", "get">;
type AuditPage = Answer<"/api/v1/monitoring/audit", "get">;
type OwnAuditPage = Answer<"/api/v1/monitoring/audit/own", "get">;
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
  return { items, page: 1, pageSize: 20, total: items.length, totalIsEstimate: false, ...given };
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
      secondFactorNeeded: false,
    },
    ...given,
  };
}

export function anAccount(credentials: Partial<Me["credentials"]> = {}): Me {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8057",
    email: "ada@example.org",
    displayName: "Ada Lovelace",
    emailVerified: true,
    roles: ["member"],
    permissions: [],
    secondFactorNeeded: false,
    credentials: { password: true, authenticator: false, recoveryCodesLeft: 0, ...credentials },
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

/** Of somebody else, of which nobody can say whether it is this one. */
export function anAccountSession(given: Partial<AccountSession> = {}): AccountSession {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8058",
    device: "Windows",
    browser: "Firefox",
    ip: "192.0.2.7",
    createdAt: "2026-11-01T08:00:00Z",
    lastSeenAt: "2026-11-01T09:00:00Z",
    ...given,
  };
}

export function aPasskey(given: Partial<Passkey> = {}): Passkey {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8060",
    name: "Safari on iPhone",
    createdAt: "2026-11-01T08:00:00Z",
    lastUsedAt: null,
    ...given,
  };
}

export function aToken(given: Partial<Token> = {}): Token {
  return {
    id: "01890a5d-ac96-774b-bcce-b302099a8059",
    name: "nightly report",
    scopes: ["profile.read"],
    createdAt: "2026-11-01T08:00:00Z",
    expiresAt: "2126-11-01T08:00:00Z",
    lastUsedAt: null,
    ...given,
  };
}

export function aRole(given: Partial<Role> = {}): Role {
  return {
    name: "auditor",
    permissions: ["users.read"],
    isBuiltIn: false,
    requiresSecondFactor: false,
    version: 3,
    ...given,
  };
}

export const somePermissions: Permission[] = [
  { name: "monitoring.read", description: "See metrics, requests, traces and health, live." },
  { name: "roles.manage", description: "Change what roles grant and who has them." },
  { name: "users.delete", description: "Delete people." },
  { name: "users.read", description: "See everybody in the directory, live." },
];

/** Of somebody who may read the directory by one role, and nothing else. */
export function explainedPermissions(given: Partial<AccountPermissions> = {}): AccountPermissions {
  return {
    accountId: "01890a5d-ac96-774b-bcce-b302099a8057",
    maySignIn: true,
    roles: [{ name: "auditor", requiresSecondFactor: false, since: "2026-11-01T08:00:00Z", givenBy: null }],
    permissions: somePermissions.map((permission) => ({
      ...permission,
      grantedBy: permission.name === "users.read" ? ["auditor"] : [],
      offeredBy: permission.name === "monitoring.read" ? ["admin", "operator"] : ["admin"],
    })),
    ...given,
  };
}

export const administrator = ["users.read", "users.write", "roles.manage", "monitoring.read", "audit.read"];

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

export function anAuditEntry(given: Partial<AuditPage["items"][number]> = {}): AuditPage["items"][number] {
  return {
    id: "1",
    kind: "signed-in",
    at: startedAt,
    accountId: "01890a5d-ac96-774b-bcce-b302099a8057",
    actorId: "01890a5d-ac96-774b-bcce-b302099a8057",
    ip: "192.0.2.7",
    device: "Linux",
    browser: "Firefox",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/141.0",
    detail: "pwd",
    correlationId: "corr-1",
    ...given,
  };
}

export function anOwnEvent(given: Partial<OwnAuditPage["items"][number]> = {}): OwnAuditPage["items"][number] {
  return {
    id: "1",
    kind: "signed-in",
    at: startedAt,
    ip: "192.0.2.7",
    device: "Linux",
    browser: "Firefox",
    detail: "pwd",
    byAnother: false,
    ...given,
  };
}
