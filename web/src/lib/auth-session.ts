import { env } from "@/config/env";
import type { Answer } from "@/lib/api-types";
import { send } from "@/lib/http";
import { ApiError } from "@/lib/problem";
import { signedInMarker as marker } from "@/lib/signed-in-marker";

/** What set-up, refresh and the last step of a sign-in answer. */
export type Grant = Answer<"/api/v1/auth/refresh", "post">;
export type SessionUser = Grant["user"];

export interface Session {
  accessToken: string;
  /** Milliseconds since the epoch, by this device's clock. */
  expiresAt: number;
  user: SessionUser;
}

export type SessionState =
  | { status: "restoring" }
  | { status: "unavailable"; error: unknown }
  | { status: "signed-in"; session: Session }
  | { status: "signed-out"; reason: SignedOutReason };

export type SignedOutReason = "never" | "signed-out" | "expired";

type TabMessage = { kind: "granted"; session: Session } | { kind: "ended"; reason: SignedOutReason };

const lockName = "monolith.refresh";
/** A token this close to its end is renewed before it is used. */
const expiryMarginMs = 15_000;
/** So long a call may hold up the other tabs. */
const timeoutMs = 10_000;

/**
 * The session of this browser as one tab sees it. The access token lives in memory only; the refresh token lives in a cookie that
 * scripts cannot read. All tabs refresh and sign out one at a time, share the result, and end together.
 */
export class AuthSession {
  #state: SessionState = { status: "restoring" };
  #renewal: Promise<string | null> | undefined;
  /** Grows when the session ends, so that a refresh that was under way cannot bring it back. */
  #endings = 0;
  /** The last in this tab's line, where the browser has no line for all of them. */
  #line: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel("monolith.session");

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (data.kind === "granted") this.#adopt(data.session);
      else this.#leave(data.reason);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): SessionState => this.#state;

  /** Picks up the session of an earlier visit. A browser that never signed in asks nothing of the server. */
  async restore(): Promise<void> {
    if (this.#state.status === "signed-in") return;
    if (!marker.isSet()) {
      this.#set({ status: "signed-out", reason: "never" });
      return;
    }
    this.#set({ status: "restoring" });
    try {
      await this.renew(null);
    } catch (error) {
      this.#set({ status: "unavailable", error });
    }
  }

  /** Takes over what sign-in or set-up answered, in every tab. */
  accept(grant: Grant): void {
    this.#take(grant, grant.user);
  }

  /** Takes a token in place of the one that the same session has now, in every tab. */
  replaceToken(accessToken: string, expiresIn: number): void {
    const current = this.#session();
    if (current !== null) this.#take({ accessToken, expiresIn }, current.user);
  }

  /** Brings a new token, with what the person may do now. When the server cannot be asked now, the next request asks again. */
  refreshUser(): void {
    const current = this.#session();
    if (current !== null) this.renew(current.accessToken).catch(() => undefined);
  }

  /** The browser leaves for a provider, which may bring it back signed in. */
  expect(): void {
    marker.expect();
  }

  /** A token that is good for the next request, or null when nobody is signed in. */
  async token(): Promise<string | null> {
    const session = this.#session();
    if (session === null) return null;
    return session.expiresAt - Date.now() > expiryMarginMs ? session.accessToken : this.renew(session.accessToken);
  }

  /**
   * Replaces a token that the server refused. Callers that come while a refresh runs, in this tab or another, get its result.
   * Resolves to null when the session is over; rejects, and keeps the session, when the server could not be asked.
   */
  renew(refused: string | null): Promise<string | null> {
    const newer = this.#newerThan(refused);
    if (newer !== null) return Promise.resolve(newer);
    this.#renewal ??= this.#inTurn(() => this.#refresh(refused)).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /**
   * Ends the session on the server, then in every tab at once. Rejects, and stays signed in, when the server cannot be reached
   * or wants a credential shown first.
   */
  async signOut({ everywhere = false } = {}): Promise<void> {
    await this.token();
    await this.#inTurn(async () => {
      const token = this.#session()?.accessToken;
      const operation = everywhere ? "logout-all" : "logout";
      if (token !== undefined && !(await endsOnServer(operation, token))) {
        // What is refused may be the token alone, while the session goes on.
        const renewed = await this.#refresh(token);
        if (renewed !== null) await endsOnServer(operation, renewed);
      }
      this.#end("signed-out");
    });
  }

  /** Lets go of the other tabs. */
  dispose(): void {
    this.#tabs.close();
    this.#listeners.clear();
  }

  async #refresh(refused: string | null): Promise<string | null> {
    // Another tab may have renewed while this one waited for its turn.
    const newer = this.#newerThan(refused);
    if (newer !== null) return newer;
    // Or have signed out: the marker is gone at once, while the message may still be on its way.
    if (!marker.isSet()) this.#leave("signed-out");
    if (this.#state.status === "signed-out") return null;

    const endings = this.#endings;
    const response = await post("refresh");
    if (endings !== this.#endings) return null;
    if (response.status === 401) {
      this.#end(marker.isExpectation() ? "never" : "expired");
      return null;
    }
    if (!response.ok) throw await ApiError.from(response);
    const grant = (await response.json()) as Grant;
    this.accept(grant);
    return grant.accessToken;
  }

  /**
   * One at a time across tabs, so that nobody renews what somebody is ending. Where the browser has no locks (plain http on a network
   * address) it is one at a time in this tab, and the server's grace period covers the others.
   */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const locks = (navigator as { locks?: LockManager }).locks;
    if (locks !== undefined) return await locks.request(lockName, work);
    const turn = this.#line.then(work, work);
    this.#line = turn;
    return turn;
  }

  #take({ accessToken, expiresIn }: Pick<Grant, "accessToken" | "expiresIn">, user: SessionUser): void {
    const session = { accessToken, expiresAt: Date.now() + expiresIn * 1000, user };
    this.#enter(session);
    this.#tell({ kind: "granted", session });
  }

  #session(): Session | null {
    return this.#state.status === "signed-in" ? this.#state.session : null;
  }

  #newerThan(refused: string | null): string | null {
    const token = this.#session()?.accessToken ?? null;
    return token === refused ? null : token;
  }

  #end(reason: SignedOutReason): void {
    this.#leave(reason);
    this.#tell({ kind: "ended", reason });
  }

  /** Takes another tab's session, unless this tab has got a newer one of the same person in the meantime. */
  #adopt(session: Session): void {
    const own = this.#session();
    if (own?.user.id !== session.user.id || own.expiresAt <= session.expiresAt) this.#enter(session);
  }

  #enter(session: Session): void {
    marker.set();
    this.#set({ status: "signed-in", session });
  }

  #leave(reason: SignedOutReason): void {
    this.#endings++;
    marker.clear();
    this.#set({ status: "signed-out", reason });
  }

  #tell(message: TabMessage): void {
    this.#tabs.postMessage(message);
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** False when the token is worth nothing; rejects when the session goes on for another reason. */
async function endsOnServer(operation: "logout" | "logout-all", token: string): Promise<boolean> {
  const response = await post(operation, { Authorization: `Bearer ${token}` });
  if (response.ok) return true;
  const refused = await ApiError.from(response);
  if (response.status !== 401 || refused.code === "identity.reauthentication_needed") throw refused;
  return false;
}

async function post(
  operation: "refresh" | "logout" | "logout-all",
  headers: Record<string, string> = {},
): Promise<Response> {
  return send(address(operation), {
    method: "POST",
    headers: { ...headers, "X-CSRF-Token": await csrfToken() },
    signal: AbortSignal.timeout(timeoutMs),
  });
}

async function csrfToken(): Promise<string> {
  const response = await send(address("csrf"));
  if (!response.ok) throw await ApiError.from(response);
  return ((await response.json()) as Answer<"/api/v1/auth/csrf", "get">).token;
}

function address(operation: "csrf" | "refresh" | "logout" | "logout-all"): string {
  return `${env.origin}/api/v1/auth/${operation}`;
}

export const authSession = new AuthSession();
