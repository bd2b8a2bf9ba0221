import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import {
  administrator,
  aGrant,
  anAccountSession,
  aRole,
  aUser,
  explainedPermissions,
  somePermissions,
} from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const everything = [...administrator, "users.delete", "sessions.manage"];
const grace = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8099", displayName: "Grace Hopper" });
const giver = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8100", displayName: "Katherine Johnson" });
const account = `${root}/api/v1/accounts/${grace.id}`;

function serveGrace() {
  const served = {
    sessions: [
      anAccountSession({ id: "laptop", browser: "Firefox", device: "Linux" }),
      anAccountSession({ id: "phone", browser: "Safari", device: "iPhone" }),
    ],
    roles: ["auditor"],
    version: 0,
    ended: [] as string[],
    explained: explainedPermissions(),
    refusal: null as (() => Response) | null,
  };
  const end = (which: string) => {
    const refused = served.refusal?.();
    if (refused !== undefined) return refused;
    served.ended.push(which);
    served.sessions = which === "all" ? [] : served.sessions.filter(({ id }) => id !== which);
    return new HttpResponse(null, { status: 204 });
  };
  server.use(
    http.get(`${root}/api/v1/users/${grace.id}`, () => HttpResponse.json(grace)),
    http.get(`${root}/api/v1/users/${giver.id}`, () => HttpResponse.json(giver)),
    http.get(`${root}/api/v1/users/${grace.id}/history`, () => HttpResponse.json({ items: [], next: null })),
    http.get(`${account}/sessions`, () => HttpResponse.json(served.sessions)),
    http.delete(`${account}/sessions/:id`, ({ params }) => end(String(params.id))),
    http.delete(`${account}/sessions`, () => end("all")),
    http.get(`${root}/api/v1/roles`, () =>
      HttpResponse.json([
        aRole({ name: "admin", permissions: somePermissions.map(({ name }) => name), isBuiltIn: true }),
        aRole({ name: "auditor", permissions: ["users.read"] }),
        aRole({ name: "clerk", permissions: ["users.read", "users.write"] }),
        aRole({ name: "reader", permissions: ["users.read"] }),
      ]),
    ),
    http.get(`${account}/roles`, () =>
      HttpResponse.json({ accountId: grace.id, roles: served.roles, version: served.version }),
    ),
    http.put(`${account}/roles`, async ({ request }) => {
      served.roles = ((await request.json()) as { roles: string[] }).roles;
      served.version += 1;
      return HttpResponse.json({ accountId: grace.id, roles: served.roles, version: served.version });
    }),
    http.get(`${account}/permissions`, () => HttpResponse.json(served.explained)),
  );
  return served;
}

const open = async (tab: string, permissions = everything) =>
  renderApp(`/users/${grace.id}${tab && `?tab=${tab}`}`, aGrant([...permissions]));
const tabs = async () => within(await screen.findByRole("navigation", { name: "Person" }));

test("each part of a person has an address of its own", async () => {
  serveGrace();
  const { user, router } = await open("");
  expect((await tabs()).getByRole("link", { name: "Profile" })).toHaveAttribute("aria-current", "page");
  await user.click((await tabs()).getByRole("link", { name: "History" }));
  expect(await screen.findByText("Nothing was changed yet.")).toBeVisible();
  expect(router.state.location.search).toBe("?tab=history");
  expect((await tabs()).getByRole("link", { name: "History" })).toHaveFocus();
  await user.click((await tabs()).getByRole("link", { name: "Profile" }));
  expect(await screen.findByText("Member since")).toBeVisible();
  expect(router.state.location.search).toBe("");
});

test("only the parts that whoever looks may see are offered, and an address of another says so", async () => {
  serveGrace();
  await open("sessions", ["users.read"]);
  expect((await tabs()).getAllByRole("link").map(({ textContent }) => textContent)).toEqual(["Profile", "History"]);
  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
});

test("an address of a part that there is not shows the profile", async () => {
  serveGrace();
  await open("secrets");
  expect(await screen.findByText("Member since")).toBeVisible();
});

test("one of a person's devices is signed out, and leaves the list", async () => {
  const served = serveGrace();
  const { user } = await open("sessions");
  await user.click(await screen.findByRole("button", { name: "Sign out Safari on iPhone" }));
  expect(await screen.findByText("Safari on iPhone is signed out")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Sign out Safari on iPhone" })).toBeNull());
  expect(served.ended).toEqual(["phone"]);
});

test("a person is signed out everywhere after a question that says what it does not do", async () => {
  const served = serveGrace();
  const { user } = await open("sessions");
  await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
  const question = within(await screen.findByRole("dialog", { name: "Sign Grace Hopper out everywhere?" }));
  expect(question.getByText(/2 sessions end.*suspend them to keep them out/)).toBeVisible();
  await user.click(question.getByRole("button", { name: "Sign out everywhere" }));
  expect(await screen.findByText("Grace Hopper is signed in nowhere.")).toBeVisible();
  expect(served.ended).toEqual(["all"]);
});

test("that somebody may do more than whoever wants to sign them out is said", async () => {
  const served = serveGrace();
  served.refusal = () => problem(403, "identity.beyond_own_permissions", "Ask somebody who may.");
  const { user } = await open("sessions");
  await user.click(await screen.findByRole("button", { name: "Sign out Safari on iPhone" }));
  expect(await screen.findByText("Ask somebody who may.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign out Safari on iPhone" })).toBeVisible();
});

test("what a change of roles gives and takes is said before it is saved", async () => {
  const served = serveGrace();
  const { user } = await open("roles", [...everything, "users.write"]);
  await user.click(await screen.findByRole("checkbox", { name: "clerk" }));
  expect(screen.getByText("Gives:").closest("p")).toHaveTextContent("Gives: users.write");
  await user.click(screen.getByRole("checkbox", { name: "clerk" }));
  expect(screen.queryByText("Gives:")).toBeNull();

  await user.click(screen.getByRole("checkbox", { name: "reader" }));
  expect(screen.getByText("They may do the same as before.")).toBeVisible();
  await user.click(screen.getByRole("checkbox", { name: "reader" }));
  await user.click(screen.getByRole("checkbox", { name: "auditor" }));
  expect(screen.getByText("Takes:").closest("p")).toHaveTextContent("Takes: users.read");
  expect(served.version).toBe(0);

  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Grace Hopper has other roles now")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("checkbox", { name: "auditor" })).not.toBeChecked());
  expect(screen.queryByText("Takes:")).toBeNull();
  expect(served.roles).toEqual([]);
});

test("why somebody may do something is found by what it is called", async () => {
  const served = serveGrace();
  served.explained = explainedPermissions({
    roles: [{ name: "auditor", requiresSecondFactor: true, since: "2026-10-01T08:00:00Z", givenBy: giver.id }],
  });
  const { user } = await open("roles");
  const list = within(await screen.findByRole("list", { name: "What Grace Hopper may do, and why" }));
  expect(list.getAllByRole("listitem")).toHaveLength(somePermissions.length);

  await user.type(screen.getByRole("searchbox", { name: "Search permissions" }), "directory users");
  const [reason, ...others] = list.getAllByRole("listitem");
  expect(others).toHaveLength(0);
  expect(reason).toHaveTextContent(/by the role auditor\s*since.*from.*once they have shown a second factor/);
  expect(await screen.findByRole("link", { name: "Katherine Johnson" })).toBeVisible();

  await user.clear(screen.getByRole("searchbox", { name: "Search permissions" }));
  await user.type(screen.getByRole("searchbox", { name: "Search permissions" }), "monitoring");
  expect(list.getByRole("listitem")).toHaveTextContent("It would take the role admin or operator.");
  await user.type(screen.getByRole("searchbox", { name: "Search permissions" }), " nothing");
  expect(screen.getByText("No permission is called so.")).toBeVisible();
});

test("that somebody cannot sign in, whatever the roles, is said", async () => {
  const served = serveGrace();
  served.explained = explainedPermissions({ maySignIn: false });
  await open("roles");
  expect(await screen.findByText(/Grace Hopper cannot sign in at the moment/)).toBeVisible();
});
