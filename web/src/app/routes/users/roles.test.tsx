import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aRole, aUser, somePermissions } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const ada = aUser();

function serveRolesOfAda() {
  const served = {
    roles: ["member"],
    version: 0,
    assigned: [] as { ifMatch: string | null; body: unknown }[],
    refusal: null as (() => Response) | null,
  };
  const current = () => HttpResponse.json({ accountId: ada.id, roles: served.roles, version: served.version });
  server.use(
    http.get(`${root}/api/v1/roles`, () =>
      HttpResponse.json([
        aRole({ name: "admin", permissions: somePermissions.map(({ name }) => name), isBuiltIn: true }),
        aRole({ name: "auditor" }),
        aRole({ name: "member", permissions: [], isBuiltIn: true }),
      ]),
    ),
    http.get(`${root}/api/v1/accounts/${ada.id}/roles`, current),
    http.put(`${root}/api/v1/accounts/${ada.id}/roles`, async ({ request }) => {
      served.assigned.push({ ifMatch: request.headers.get("If-Match"), body: await request.json() });
      return served.refusal?.() ?? current();
    }),
  );
  return served;
}

async function openDialog() {
  const { user } = await renderApp("/users", aGrant([...administrator, "users.delete"]));
  await user.click(await screen.findByRole("button", { name: "Change the roles of Ada Lovelace" }));
  await screen.findByRole("checkbox", { name: "auditor" });
  return user;
}

test("a person gets a role from the list of users, in the version that was seen", async () => {
  const served = serveRolesOfAda();
  const user = await openDialog();
  expect(screen.getByRole("checkbox", { name: "member" })).toBeChecked();
  await user.click(screen.getByRole("checkbox", { name: "auditor" }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Ada Lovelace has other roles now")).toBeVisible();
  expect(served.assigned).toEqual([{ ifMatch: '"0"', body: { roles: ["member", "auditor"] } }]);
});

test("that the last administrator stays is said in the dialog", async () => {
  const served = serveRolesOfAda();
  served.roles = ["admin"];
  served.refusal = () => problem(409, "identity.last_admin", "This is the last administrator.");
  const user = await openDialog();
  await user.click(screen.getByRole("checkbox", { name: "admin" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("This is the last administrator.")).toBeVisible();
});

test("roles that somebody else changed are read again before they are changed", async () => {
  const served = serveRolesOfAda();
  const user = await openDialog();
  served.roles = ["auditor", "member"];
  served.version = 1;
  served.refusal = () => problem(412, "request.stale", "Somebody changed this in the meantime; load it again.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Somebody changed the roles of this person in the meantime.")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Load it again" }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: "auditor" })).toBeChecked());
  served.refusal = null;
  await user.click(screen.getByRole("checkbox", { name: "auditor" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(served.assigned.at(-1)).toEqual({ ifMatch: '"1"', body: { roles: ["member"] } }));
});

test("who may not manage roles is not offered to", async () => {
  await renderApp("/users", aGrant(["users.read"]));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(screen.queryByRole("button", { name: /Change the roles/ })).toBeNull();
});

test("roles that change elsewhere change in the list", async () => {
  await renderApp("/users", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  act(() =>
    FakeCentrifuge.publish("users", "users.user-roles-changed.v1", { userId: ada.id, roles: ["member", "on-call"] }),
  );
  expect(screen.getByText("on-call", { selector: "td *" })).toBeVisible();
});

test("a person who gets a role sees its pages at once, without signing in again", async () => {
  server.use(
    http.post(`${root}/api/v1/auth/refresh`, () =>
      HttpResponse.json(aGrant(administrator, { accessToken: "token-2" })),
    ),
  );
  const grant = aGrant([]);
  await renderApp("/profile", grant);
  await screen.findByRole("heading", { name: "Profile" });
  expect(screen.queryAllByRole("link", { name: "Roles" })).toHaveLength(0);

  act(() => FakeCentrifuge.publish(`user:${grant.user.id}`, "identity.account-roles-changed.v1", { roles: ["admin"] }));

  expect((await screen.findAllByRole("link", { name: "Roles" })).length).toBeGreaterThan(0);
});

test("a token that names the earlier roles is replaced silently by the next request", async () => {
  const tokens: (string | null)[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/refresh`, () =>
      HttpResponse.json(aGrant(["users.read"], { accessToken: "token-2" })),
    ),
    http.get(`${root}/api/v1/users/me`, ({ request }) => {
      const token = request.headers.get("Authorization");
      tokens.push(token);
      return token === "Bearer token-2" ? HttpResponse.json(ada) : problem(401, "request.unauthenticated", "No.");
    }),
  );
  await renderApp("/profile", aGrant([]));
  expect(await screen.findByText("Member since")).toBeVisible();
  expect(tokens).toEqual(["Bearer token-1", "Bearer token-2"]);
  expect(screen.getAllByRole("link", { name: "Users" }).length).toBeGreaterThan(0);
});
