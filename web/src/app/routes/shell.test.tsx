import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant } from "@/testing/examples";
import { root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

/** By the first of the account menus: one per screen width is in the page, and styles that are not loaded here hide the others. */
async function signOut(user: Awaited<ReturnType<typeof renderApp>>["user"]) {
  const [account] = screen.getAllByRole("button", { name: /Ada Lovelace/ });
  if (account === undefined) throw new Error("No account menu.");
  await user.click(account);
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
}

test("the navigation shows what the permissions allow", async () => {
  await renderApp("/profile", aGrant(administrator));
  await screen.findByRole("heading", { name: "Profile" });
  for (const name of ["Profile", "Users", "Roles", "Requests"]) {
    expect(screen.getAllByRole("link", { name }).length).toBeGreaterThan(0);
  }
});

test("signing out ends in the signed-out state", async () => {
  const { user, router } = await renderApp("/profile", aGrant());
  await screen.findByRole("heading", { name: "Profile" });

  await signOut(user);

  expect(await screen.findByText("You have signed out.")).toBeVisible();
  expect(router.state.location.pathname + router.state.location.search).toBe("/sign-in");
});

test("signing out takes away what was shown", async () => {
  const { user } = await renderApp("/profile", aGrant());
  expect((await screen.findAllByText("ada@example.org")).length).toBeGreaterThan(0);

  await signOut(user);

  await screen.findByText("You have signed out.");
  expect(document.body.innerHTML).not.toContain("ada@example.org");
});

test("a sign-out that the server did not hear leaves the session and says so", async () => {
  server.use(http.post(`${root}/api/v1/auth/logout`, () => HttpResponse.error(), { once: true }));
  const { user } = await renderApp("/profile", aGrant());
  await screen.findByRole("heading", { name: "Profile" });

  await signOut(user);

  expect(await screen.findByText("You are still signed in")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Profile" })).toBeVisible();
});

test("a page that breaks shows the correlation id of the last request, inside the frame", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  server.use(
    http.get(`${root}/api/v1/users/me`, () =>
      HttpResponse.json({ displayName: "Broken" }, { headers: { "X-Correlation-Id": "corr-42" } }),
    ),
  );
  await renderApp("/profile", aGrant());

  expect(await screen.findByText("Something went wrong on this page.")).toBeVisible();
  expect(screen.getByText("corr-42")).toBeVisible();
  expect(screen.getAllByRole("link", { name: "Profile" }).length).toBeGreaterThan(0);
});

test("a server that cannot be reached at the start is said, and tried again", async () => {
  localStorage.setItem("monolith.signed-in", "1");
  server.use(http.get(`${root}/api/v1/auth/csrf`, () => HttpResponse.error()));
  const { user } = await renderApp("/profile");

  expect(await screen.findByText("No connection")).toBeVisible();
  server.resetHandlers();
  server.use(http.post(`${root}/api/v1/auth/refresh`, () => HttpResponse.json(aGrant())));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Profile" })).toBeVisible();
});
