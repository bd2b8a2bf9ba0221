import { waitFor } from "@testing-library/react";
import { delay, http, HttpResponse } from "msw";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { answer, api } from "@/lib/api-client";
import { AuthSession, authSession } from "@/lib/auth-session";
import { aGrant, aUser } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";

afterEach(() => authSession.signOut());

/** Accepts one token only; every refresh makes the next one. */
function serveRotatingTokens() {
  const served = { refreshes: 0, atOnce: 0, csrf: [] as (string | null)[] };
  let running = 0;
  server.use(
    http.get(`${root}/api/v1/users/me`, ({ request }) =>
      request.headers.get("Authorization") === "Bearer token-2"
        ? HttpResponse.json(aUser())
        : problem(401, "unauthorized", "Expired."),
    ),
    http.post(`${root}/api/v1/auth/refresh`, async ({ request }) => {
      served.refreshes++;
      served.atOnce = Math.max(served.atOnce, ++running);
      served.csrf.push(request.headers.get("X-CSRF-Token"));
      await delay(20);
      running--;
      return HttpResponse.json(aGrant([], { accessToken: `token-${served.refreshes + 1}` }));
    }),
  );
  return served;
}

function openTab(): AuthSession {
  const tab = new AuthSession();
  onTestFinished(() => tab.dispose());
  return tab;
}

/** One lock for the whole browser, as the Web Locks API has it. */
function installLocks() {
  let last = Promise.resolve<unknown>(undefined);
  const request = (_name: string, work: () => Promise<unknown>) => {
    last = last.then(work, work);
    return last;
  };
  Object.defineProperty(navigator, "locks", { value: { request }, configurable: true });
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, "locks");
  });
}

test("two requests that are refused at once cause one refresh, and both succeed", async () => {
  const served = serveRotatingTokens();
  authSession.accept(aGrant());

  const profiles = await Promise.all([answer(api.GET("/api/v1/users/me")), answer(api.GET("/api/v1/users/me"))]);

  expect(profiles.map(({ displayName }) => displayName)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  expect(served).toMatchObject({ refreshes: 1, csrf: ["csrf-token"] });
});

test("a token at its end is renewed before it is sent", async () => {
  const served = serveRotatingTokens();
  authSession.accept(aGrant([], { expiresIn: 1 }));

  await answer(api.GET("/api/v1/users/me"));

  expect(served.refreshes).toBe(1);
});

test("tabs refresh one at a time and end up with the same token", async () => {
  installLocks();
  const served = serveRotatingTokens();
  const [first, second] = [openTab(), openTab()];
  first.accept(aGrant());
  await waitFor(() => expect(second.getState().status).toBe("signed-in"));

  const tokens = await Promise.all([first.renew("token-1"), second.renew("token-1")]);

  expect(tokens[0]).toBe("token-2");
  expect(served.atOnce).toBe(1);
  await waitFor(() => expect(second.getState()).toEqual(first.getState()));
});

test("signing out in one tab signs out all of them", async () => {
  const [here, there] = [openTab(), openTab()];
  here.accept(aGrant());
  await waitFor(() => expect(there.getState().status).toBe("signed-in"));

  await here.signOut();

  expect(here.getState()).toEqual({ status: "signed-out", reason: "signed-out" });
  await waitFor(() => expect(there.getState()).toEqual({ status: "signed-out", reason: "signed-out" }));
});

test("a token that is outdated while the session goes on is renewed to sign out", async () => {
  const ended: (string | null)[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/refresh`, () => HttpResponse.json(aGrant([], { accessToken: "token-2" }))),
    http.post(`${root}/api/v1/auth/logout`, ({ request }) => {
      ended.push(request.headers.get("Authorization"));
      return ended.length === 1 ? problem(401, "unauthorized", "Outdated.") : new HttpResponse(null, { status: 204 });
    }),
  );
  const tab = openTab();
  tab.accept(aGrant());

  await tab.signOut();

  expect(ended).toEqual(["Bearer token-1", "Bearer token-2"]);
  expect(tab.getState()).toEqual({ status: "signed-out", reason: "signed-out" });
});

test("whoever is refused because somebody is signing out does not refresh", async () => {
  const refreshed = vi.fn();
  const [tab, other] = [openTab(), openTab()];
  installLocks();
  tab.accept(aGrant());
  await waitFor(() => expect(other.getState().status).toBe("signed-in"));
  const renewals: Promise<string | null>[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/refresh`, () => void refreshed()),
    http.post(`${root}/api/v1/auth/logout`, () => {
      renewals.push(tab.renew("token-1"), other.renew("token-1"));
      return new HttpResponse(null, { status: 204 });
    }),
  );

  await tab.signOut();

  expect(await Promise.all(renewals)).toEqual([null, null]);
  expect(refreshed).not.toHaveBeenCalled();
  expect(other.getState()).toEqual({ status: "signed-out", reason: "signed-out" });
});

test("a refused refresh ends the session", async () => {
  const tab = openTab();
  tab.accept(aGrant());

  expect(await tab.renew("token-1")).toBeNull();
  expect(tab.getState()).toEqual({ status: "signed-out", reason: "expired" });
});

test("a server that cannot be reached does not sign anybody out", async () => {
  server.use(http.post(`${root}/api/v1/auth/refresh`, () => HttpResponse.error()));
  const tab = openTab();
  tab.accept(aGrant());

  await expect(tab.renew("token-1")).rejects.toThrow("cannot be reached");
  expect(tab.getState().status).toBe("signed-in");
});

test("a refresh that was under way cannot bring back a session that has ended", async () => {
  const [tab, other] = [openTab(), openTab()];
  tab.accept(aGrant());
  await waitFor(() => expect(other.getState().status).toBe("signed-in"));
  server.use(
    http.post(`${root}/api/v1/auth/refresh`, async () => {
      await other.signOut();
      await waitFor(() => expect(tab.getState().status).toBe("signed-out"));
      return HttpResponse.json(aGrant([], { accessToken: "token-2" }));
    }),
  );

  expect(await tab.renew("token-1")).toBeNull();
  expect(tab.getState().status).toBe("signed-out");
});

test("a browser that never signed in asks the server nothing", async () => {
  const asked = vi.fn();
  server.use(http.get(`${root}/api/v1/auth/csrf`, () => void asked()));
  const tab = openTab();

  await tab.restore();

  expect(tab.getState()).toEqual({ status: "signed-out", reason: "never" });
  expect(asked).not.toHaveBeenCalled();
});

test("a returning browser gets its session back through the cookie", async () => {
  serveRotatingTokens();
  localStorage.setItem("monolith.signed-in", "1");
  const tab = openTab();

  await tab.restore();

  expect(tab.getState()).toMatchObject({ status: "signed-in", session: { accessToken: "token-2" } });
});

test("the access token is written to no storage", () => {
  authSession.accept(aGrant([], { accessToken: "secret-token" }));
  for (const storage of [localStorage, sessionStorage]) {
    expect(JSON.stringify(Object.entries(storage))).not.toContain("secret-token");
  }
});
