import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aRole, somePermissions } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

interface Change {
  name: string;
  ifMatch: string | null;
  ifNoneMatch: string | null;
  body: unknown;
}

/** Serves roles that the test can change, and keeps what was asked of them. */
function serveRoles() {
  const served = {
    roles: [
      aRole({ name: "admin", permissions: somePermissions.map(({ name }) => name), isBuiltIn: true, version: 0 }),
      aRole(),
    ],
    changes: [] as Change[],
    refusal: null as (() => Response) | null,
  };
  server.use(
    http.get(`${root}/api/v1/permissions`, () => HttpResponse.json(somePermissions)),
    http.get(`${root}/api/v1/roles`, () => HttpResponse.json(served.roles)),
    http.put(`${root}/api/v1/roles/:name`, async ({ request, params }) => {
      served.changes.push({
        name: params.name as string,
        ifMatch: request.headers.get("If-Match"),
        ifNoneMatch: request.headers.get("If-None-Match"),
        body: await request.json(),
      });
      return served.refusal?.() ?? HttpResponse.json(aRole());
    }),
    http.delete(`${root}/api/v1/roles/:name`, () => served.refusal?.() ?? new HttpResponse(null, { status: 204 })),
  );
  return served;
}

test("every role is listed with what it grants", async () => {
  serveRoles();
  await renderApp("/admin/roles", aGrant(administrator));
  const admin = (await screen.findByRole("heading", { name: /admin/ })).closest("li") as HTMLElement;
  expect(within(admin).getByText("Built in")).toBeVisible();
  expect(within(admin).getByText("Everything, always.")).toBeVisible();
  expect(within(admin).queryByRole("button", { name: "Delete admin" })).toBeNull();
  const auditor = screen.getByRole("heading", { name: "auditor" }).closest("li") as HTMLElement;
  expect(within(auditor).getByText("See everybody in the directory, live.")).toBeVisible();
});

test("what a role grants is changed in the version that was seen", async () => {
  const served = serveRoles();
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Edit auditor" }));
  await user.click(screen.getByRole("checkbox", { name: "See metrics, requests, traces and health, live." }));
  await user.click(screen.getByRole("checkbox", { name: "See everybody in the directory, live." }));
  await user.click(screen.getByRole("switch", { name: "Require a second factor" }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("The role auditor is changed")).toBeVisible();
  expect(served.changes).toEqual([
    {
      name: "auditor",
      ifMatch: '"3"',
      ifNoneMatch: null,
      body: { permissions: ["monitoring.read"], requiresSecondFactor: true },
    },
  ]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("what one may not do oneself cannot be granted, and admin cannot be weakened", async () => {
  serveRoles();
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Edit auditor" }));
  expect(screen.getByRole("checkbox", { name: "Delete people." })).toBeDisabled();
  expect(screen.getByRole("checkbox", { name: "Delete people." })).toHaveAccessibleDescription(/may not do this/);
  await user.click(screen.getByRole("button", { name: "Cancel" }));

  await user.click(screen.getByRole("button", { name: "Edit admin" }));
  for (const box of screen.getAllByRole("checkbox")) expect(box).toBeDisabled();
  expect(screen.getByRole("switch")).toBeEnabled();
});

test("a change that somebody else was faster with is told, and starts again from what is there now", async () => {
  const served = serveRoles();
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Edit auditor" }));
  served.refusal = () => problem(412, "request.stale", "Somebody changed this in the meantime; load it again.");
  served.roles = [aRole({ permissions: ["roles.manage"], version: 4 })];
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Somebody changed this role in the meantime.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Load it again" }));
  await waitFor(() => expect(screen.getByRole("checkbox", { name: /Change what roles grant/ })).toBeChecked());
  served.refusal = null;
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("The role auditor is changed")).toBeVisible();
  expect(served.changes.at(-1)).toMatchObject({ ifMatch: '"4"', body: { permissions: ["roles.manage"] } });
});

test("a new role is made under a name that is free", async () => {
  const served = serveRoles();
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "New role" }));
  await user.type(screen.getByLabelText("Name"), "auditor");
  served.refusal = () => problem(412, "request.stale", "Somebody changed this in the meantime; load it again.");
  await user.click(screen.getByRole("button", { name: "Create role" }));
  expect(await screen.findByText("There is a role of this name already; choose another.")).toBeVisible();

  served.refusal = () => problem(400, "request.invalid", "Wrong.", { name: ["Must have 1 to 40 lower-case letters."] });
  await user.click(screen.getByRole("button", { name: "Create role" }));
  expect(await screen.findByText("Must have 1 to 40 lower-case letters.")).toBeVisible();

  served.refusal = null;
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "on-call");
  await user.click(screen.getByRole("button", { name: "Create role" }));
  expect(await screen.findByText("The role on-call is there")).toBeVisible();
  expect(served.changes.at(-1)).toEqual({
    name: "on-call",
    ifMatch: null,
    ifNoneMatch: "*",
    body: { permissions: [], requiresSecondFactor: false },
  });
});

test("a role that somebody has stays, and the dialog says why", async () => {
  const served = serveRoles();
  const { user } = await renderApp("/admin/roles", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Delete auditor" }));
  served.refusal = () => problem(409, "identity.role_in_use", "Somebody has this role still.");
  await user.click(screen.getByRole("button", { name: "Delete role" }));
  expect(await screen.findByText("Somebody has this role still.")).toBeVisible();

  served.refusal = null;
  await user.click(screen.getByRole("button", { name: "Delete role" }));
  expect(await screen.findByText("The role auditor is deleted")).toBeVisible();
});

test("without the permission the page says so and is not in the navigation", async () => {
  await renderApp("/admin/roles", aGrant(["users.read"]));
  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
  expect(screen.queryAllByRole("link", { name: "Roles" })).toHaveLength(0);
});
