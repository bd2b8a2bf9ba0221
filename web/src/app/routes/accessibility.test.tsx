import { act, screen } from "@testing-library/react";
import axe from "axe-core";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import {
  administrator,
  aGrant,
  anAccountSession,
  anAuditEntry,
  aRequestPage,
  aRole,
  aTrace,
  aUser,
  explainedPermissions,
  somePermissions,
} from "@/testing/examples";
import { anImport } from "@/testing/import-example";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

/** What axe finds wrong; colours and layout are not computed by jsdom, so what depends on them is not asked. */
async function violations(rules: axe.RuleObject = {}) {
  const { violations: found } = await axe.run(document, {
    rules: { "color-contrast": { enabled: false }, ...rules },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

test.each([
  ["/sign-in", "Sign in"],
  ["/sign-up", "Create an account"],
  ["/check-mail", "Check your mail"],
  ["/verify-email", "Confirm your email address"],
  ["/forgot-password", "Forgot your password?"],
  ["/reset-password#token=first", "Choose a new password"],
  ["/setup#token=first", "Set up Monolith"],
  ["/nowhere", "Page not found"],
  ["/ui", "Components"],
])("%s is accessible to visitors", async (address, heading) => {
  server.use(http.get(`${root}/api/v1/auth/setup`, () => HttpResponse.json({ required: true })));
  await renderApp(address);
  await screen.findByRole("heading", { name: heading, level: 1 });
  expect(await violations()).toEqual([]);
  expect(document.title).toBe(`${heading} · Monolith`);
});

test.each([
  ["/profile", "Profile", "Member since"],
  ["/security", "Security", "This device"],
  ["/users", "Users", "1–1 of 1"],
  ["/users/import", "Import people", "people.csv"],
  ["/admin/roles", "Roles and permissions", "auditor"],
  ["/monitoring/audit", "Audit trail", "with the password"],
  ["/monitoring/requests", "Requests", "1–1 of 1"],
  ["/monitoring/traces/corr-1", "Trace", "Started"],
])("%s is accessible to the administrator", async (address, heading, content) => {
  server.use(
    http.get(`${root}/api/v1/roles`, () => HttpResponse.json([aRole()])),
    http.get(`${root}/api/v1/permissions`, () => HttpResponse.json(somePermissions)),
    http.get(`${root}/api/v1/monitoring/audit`, () => HttpResponse.json({ items: [anAuditEntry()], next: null })),
    http.get(`${root}/api/v1/users/imports`, () => HttpResponse.json({ items: [anImport()], next: null })),
    http.get(`${root}/api/v1/users/:id`, () => HttpResponse.json(aUser())),
    http.get(`${root}/api/v1/monitoring/requests`, () => HttpResponse.json(aRequestPage())),
    http.get(`${root}/api/v1/monitoring/traces/corr-1`, () => HttpResponse.json(aTrace())),
  );
  await renderApp(address, aGrant(administrator));
  await screen.findByText(content);
  expect(await violations()).toEqual([]);
  expect(document.title).toBe(`${heading} · Monolith`);
});

test.each(["", "?tab=roles", "?tab=sessions"])("the page of a person%s is accessible", async (tab) => {
  const { id } = aUser();
  server.use(
    http.get(`${root}/api/v1/users/:id`, () => HttpResponse.json(aUser())),
    http.get(`${root}/api/v1/accounts/:id/sessions`, () => HttpResponse.json([anAccountSession()])),
    http.get(`${root}/api/v1/accounts/:id/permissions`, () => HttpResponse.json(explainedPermissions())),
    http.get(`${root}/api/v1/accounts/:id/roles`, () =>
      HttpResponse.json({ accountId: id, roles: ["auditor"], version: 1 }),
    ),
  );
  await renderApp(`/users/${id}${tab}`, aGrant([...administrator, "sessions.manage"]));
  await screen.findByText(tab === "" ? "Member since" : tab === "?tab=roles" ? "users.read" : "Firefox on Windows", {
    selector: "dt, code, p",
  });
  expect(await violations()).toEqual([]);
});

test("an open menu and a page without permission are accessible", async () => {
  const { user } = await renderApp("/users", aGrant());
  const [account] = await screen.findAllByRole("button", { name: /Ada Lovelace/ });
  expect(await violations()).toEqual([]);
  if (account !== undefined) await user.click(account);
  await screen.findByRole("menuitem", { name: "Sign out" });
  // An open menu stands at the end of the document, outside the landmarks, as menus do.
  expect(await violations({ region: { enabled: false } })).toEqual([]);
});

test("the form of a role is accessible", async () => {
  server.use(
    http.get(`${root}/api/v1/roles`, () => HttpResponse.json([aRole()])),
    http.get(`${root}/api/v1/permissions`, () => HttpResponse.json(somePermissions)),
  );
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "New role" }));
  await screen.findByRole("switch");
  expect(await violations({ region: { enabled: false } })).toEqual([]);
});

test("wrong input is accessible", async () => {
  server.use(http.post(`${root}/api/v1/auth/login`, () => problem(401, "identity.invalid_credentials", "No.")));
  const { user } = await renderApp("/sign-in");
  await user.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(await violations()).toEqual([]);
});

test("going to another page moves the focus to its content", async () => {
  const { router } = await renderApp("/profile", aGrant(administrator));
  await screen.findByRole("heading", { name: "Profile" });
  await act(() => router.navigate("/users"));
  await screen.findByRole("heading", { name: "Users" });
  expect(screen.getByRole("main")).toHaveFocus();
});
