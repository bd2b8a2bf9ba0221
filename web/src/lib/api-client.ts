import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "@/api/schema";
import { env } from "@/config/env";
import { authSession } from "@/lib/auth-session";
import { send } from "@/lib/http";
import { ApiError } from "@/lib/problem";

const failures: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await ApiError.from(response);
  },
};

/** For everything behind sign-in: sends the access token, renews it once when the server refuses it, and throws {@link ApiError}. */
export const api = createClient<paths>({ baseUrl: env.origin, fetch: authorized });

/** For operations that take no session, such as sign-in: a 401 there is an answer, not a reason to refresh. */
export const anonymousApi = createClient<paths>({ baseUrl: env.origin, fetch: (request) => send(request) });

api.use(failures);
anonymousApi.use(failures);

/** The body of a successful call. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  // Failures have thrown before this; an operation without a body answers undefined, and its T says so.
  return (await call).data as T;
}

async function authorized(request: Request): Promise<Response> {
  const token = await authSession.token();
  if (token === null) return send(request);

  // A body can be read once; the copy goes first, the original stays for the second attempt.
  const response = await send(bearing(token, request.clone()));
  if (response.status !== 401 || asksWhoItIs(response)) return response;

  const renewed = await authSession.renew(token);
  return renewed === null ? response : send(bearing(renewed, request));
}

/** The token is good, but its person showed too long ago who they are (RFC 9470): another token of the session would be no better. */
function asksWhoItIs(response: Response): boolean {
  return response.headers.get("WWW-Authenticate")?.includes("insufficient_user_authentication") ?? false;
}

function bearing(token: string, request: Request): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
