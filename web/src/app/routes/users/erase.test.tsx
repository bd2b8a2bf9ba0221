import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

afterEach(() => vi.restoreAllMocks());

const everything = [...administrator, "users.delete"];
const id = "01890a5d-ac96-774b-bcce-b302099a8099";

/** Serves Grace until she is erased. */
function serveGrace(status: "invited" | "active" | "deleted" = "deleted") {
  const grace = aUser({ id, displayName: "Grace Hopper", email: "grace@example.org", status, version: 4 });
  const served = { erasedWith: [] as (string | null)[], refusal: null as (() => Response) | null };
  server.use(
    http.get(`${root}/api/v1/users`, () =>
      HttpResponse.json(aUserPage(served.erasedWith.length > 0 && !served.refusal ? [aUser()] : [grace, aUser()])),
    ),
    http.get(`${root}/api/v1/users/${id}`, () => HttpResponse.json(grace)),
    http.get(`${root}/api/v1/users/${id}/history`, () => HttpResponse.json({ items: [], next: null })),
    http.delete(`${root}/api/v1/users/${id}/data`, ({ request }) => {
      served.erasedWith.push(request.headers.get("If-Match"));
      return served.refusal?.() ?? new HttpResponse(null, { status: 204 });
    }),
  );
  return served;
}

async function openInList() {
  const { user } = await renderApp("/users", aGrant(everything));
  await user.click(await screen.findByRole("button", { name: "Actions for Grace Hopper" }));
  await user.click(screen.getByRole("menuitem", { name: "Erase for good" }));
  return { user, dialog: within(await screen.findByRole("dialog", { name: "Erase Grace Hopper for good?" })) };
}

test("somebody deleted is erased in the version that was seen, once their address is typed", async () => {
  const served = serveGrace();
  const { user, dialog } = await openInList();
  await user.click(dialog.getByRole("button", { name: "Erase for good" }));
  expect(await dialog.findByText("This is not the person's address.")).toBeVisible();
  await user.type(dialog.getByLabelText("The person's email"), "ada@example.org");
  await user.click(dialog.getByRole("button", { name: "Erase for good" }));
  expect(dialog.getByText("This is not the person's address.")).toBeVisible();
  expect(served.erasedWith).toEqual([]);

  await user.clear(dialog.getByLabelText("The person's email"));
  await user.type(dialog.getByLabelText("The person's email"), " Grace@example.org ");
  await user.click(dialog.getByRole("button", { name: "Erase for good" }));
  expect(await screen.findByText("The person is erased")).toBeVisible();
  await waitFor(() => expect(screen.queryByText("Grace Hopper")).toBeNull());
  expect(served.erasedWith).toEqual(['"4"']);
});

test.each([
  [409, "identity.last_admin", "This is the last administrator."],
  [412, "request.stale", "Somebody changed this in the meantime; load it again."],
  [403, "identity.beyond_own_permissions", "Ask somebody who may."],
])("a refusal with %i is said in the dialog, which stays", async (status, code, detail) => {
  const served = serveGrace();
  served.refusal = () => problem(status, code, detail);
  const { user, dialog } = await openInList();
  await user.type(dialog.getByLabelText("The person's email"), "grace@example.org");
  await user.click(dialog.getByRole("button", { name: "Erase for good" }));
  expect(await dialog.findByText(detail)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(screen.getByText("Grace Hopper", { selector: "td *" })).toBeVisible();
});

test("from the person's own page it leads back to the list", async () => {
  serveGrace("invited");
  const { user } = await renderApp(`/users/${id}`, aGrant(everything));
  await user.click(await screen.findByRole("button", { name: "Erase for good" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("The person's email"), "grace@example.org");
  await user.click(dialog.getByRole("button", { name: "Erase for good" }));
  expect(await screen.findByText("The person is erased")).toBeVisible();
  expect(await screen.findByRole("heading", { name: "Users" })).toBeVisible();
});

test("somebody in the directory must be deleted first, and who may not delete is offered neither", async () => {
  serveGrace("active");
  const first = await renderApp(`/users/${id}`, aGrant(everything));
  expect(await screen.findByRole("button", { name: "Download data" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Erase for good" })).toBeNull();
  first.unmount();
  await renderApp(`/users/${id}`, aGrant(administrator));
  await screen.findByRole("heading", { name: "Grace Hopper", level: 1 });
  expect(screen.queryByRole("button", { name: "Download data" })).toBeNull();
});

test("who is erased elsewhere leaves the list at once", async () => {
  serveGrace("active");
  await renderApp("/users", aGrant(everything));
  await screen.findByText("Grace Hopper", { selector: "td *" });
  act(() => FakeCentrifuge.publish("users", "users.user-erased.v1", { userId: id, erasedAt: "2026-11-01T09:00:00Z" }));
  await waitFor(() => expect(screen.queryByText("Grace Hopper")).toBeNull());
});

test("everybody can download what is held about them", async () => {
  const saved: { name: string; text: Promise<string> }[] = [];
  const contents: Blob[] = [];
  URL.createObjectURL = vi.fn((content: Blob) => `blob:${contents.push(content)}`);
  URL.revokeObjectURL = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    const content = contents[Number(this.href.slice("blob:".length)) - 1];
    if (content !== undefined) saved.push({ name: this.download, text: content.text() });
  });
  const own = aUser();
  const file = { users: { records: { profile: [{ email: own.email }] }, incomplete: [] } };
  server.use(
    http.get(`${root}/api/v1/users/me`, () => HttpResponse.json(own)),
    http.get(`${root}/api/v1/users/${own.id}/data`, () => HttpResponse.json(file)),
  );
  const { user } = await renderApp("/profile", aGrant());
  await user.click(await screen.findByRole("button", { name: "Download data" }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toBe(`personal-data-${own.id}.json`);
  expect(JSON.parse((await saved[0]?.text) ?? "")).toEqual(file);
});

test("a download that fails says why", async () => {
  server.use(
    http.get(`${root}/api/v1/users/me`, () => HttpResponse.json(aUser())),
    http.get(`${root}/api/v1/users/${aUser().id}/data`, () =>
      problem(404, "users.not_found", "There is no such person."),
    ),
  );
  const { user } = await renderApp("/profile", aGrant());
  await user.click(await screen.findByRole("button", { name: "Download data" }));
  expect(await screen.findByText("There is no such person.")).toBeVisible();
});
