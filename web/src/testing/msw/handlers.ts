import { http, HttpResponse } from "msw";
import { anAccount, anOwnEvent, aRole, aSession, aToken, aUser, aUserPage } from "@/testing/examples";

export const root = "http://localhost:3000";

/** What a host with one signed-out visitor answers; a test replaces what it is about. */
export const handlers = [
  http.get(`${root}/api/v1/auth/setup`, () => HttpResponse.json({ required: false })),
  http.get(`${root}/api/v1/auth/csrf`, () => HttpResponse.json({ token: "csrf-token" })),
  http.post(`${root}/api/v1/auth/refresh`, () => problem(401, "identity.refresh_invalid", "The session is over.")),
  http.get(`${root}/api/v1/auth/me`, () => HttpResponse.json(anAccount())),
  http.get(`${root}/api/v1/auth/external`, () => HttpResponse.json([])),
  http.get(`${root}/api/v1/auth/external/linked`, () => HttpResponse.json([])),
  http.get(`${root}/api/v1/auth/passkeys`, () => HttpResponse.json([])),
  http.get(`${root}/api/v1/auth/sessions`, () => HttpResponse.json([aSession({ current: true })])),
  http.get(`${root}/api/v1/auth/tokens`, () => HttpResponse.json([aToken()])),
  http.post(`${root}/api/v1/auth/logout`, () => new HttpResponse(null, { status: 204 })),
  http.get(`${root}/api/v1/monitoring/audit/own`, () => HttpResponse.json({ items: [anOwnEvent()], next: null })),
  http.get(`${root}/api/v1/roles`, () => HttpResponse.json([aRole()])),
  http.get(`${root}/api/v1/users`, () => HttpResponse.json(aUserPage([aUser()]))),
  http.get(`${root}/api/v1/users/imports`, () => HttpResponse.json({ items: [], next: null })),
  http.get(`${root}/api/v1/users/me`, () => HttpResponse.json(aUser())),
];

/** An RFC 9457 answer as the host writes it. */
export function problem(status: number, code: string, detail: string, errors?: Record<string, string[]>) {
  return HttpResponse.json(
    { type: "about:blank", title: detail, status, detail, code, correlationId: "corr-1", ...(errors && { errors }) },
    { status, headers: { "Content-Type": "application/problem+json", "X-Correlation-Id": "corr-1" } },
  );
}
