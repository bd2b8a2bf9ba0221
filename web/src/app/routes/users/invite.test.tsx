import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const grace = aUser({
  id: "01890a5d-ac96-774b-bcce-b302099a8099",
  displayName: "Grace Hopper",
  email: "grace@example.org",
  status: "invited",
});

/** Answers invitations, one after the other, and keeps them. */
function serveInvitations(...answers: (() => Response)[]) {
  const served = { asked: [] as { key: string | null; body: unknown }[] };
  server.use(
    http.get(`${root}/api/v1/users`, () => HttpResponse.json(aUserPage([aUser()]))),
    http.post(`${root}/api/v1/users`, async ({ request }) => {
      served.asked.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return answers[served.asked.length - 1]?.() ?? HttpResponse.json(grace, { status: 201 });
    }),
  );
  return served;
}

async function openDialog() {
  const { user } = await renderApp("/users", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Invite" }));
  return { user, dialog: within(await screen.findByRole("dialog", { name: "Invite somebody" })) };
}

test("somebody is invited by an address and a name", async () => {
  const served = serveInvitations();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Email"), " grace@example.org ");
  await user.type(dialog.getByLabelText("Name"), "Grace Hopper");
  await user.click(dialog.getByRole("button", { name: "Send the invitation" }));

  expect(await screen.findByText("Grace Hopper is invited")).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(served.asked.map(({ body }) => body)).toEqual([{ email: "grace@example.org", displayName: "Grace Hopper" }]);
});

test("what is missing is said next to its field and nothing is asked", async () => {
  const served = serveInvitations();
  const { user, dialog } = await openDialog();
  await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
  expect(dialog.getByLabelText("Email")).toHaveAccessibleDescription("Enter an email address.");
  expect(dialog.getByText("Enter a name.")).toBeVisible();
  expect(dialog.getByLabelText("Email")).toHaveFocus();
  expect(served.asked).toEqual([]);
});

test("that the address is taken is said at the address", async () => {
  serveInvitations(() => problem(409, "users.email_taken", "Somebody in the directory has this address."));
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Email"), "ada@example.org");
  await user.type(dialog.getByLabelText("Name"), "Ada");
  await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
  expect(await dialog.findByText("Somebody in the directory has this address.")).toBeVisible();
  expect(dialog.getByLabelText("Email")).toHaveAccessibleDescription("Somebody in the directory has this address.");
});

test("an attempt that may have succeeded is repeated under its key, and another invitation has one of its own", async () => {
  const lost = () => problem(503, "busy", "Later.");
  const served = serveInvitations(lost, lost);
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Email"), "grace@example.org");
  await user.type(dialog.getByLabelText("Name"), "Grace");
  const send = dialog.getByRole("button", { name: "Send the invitation" });
  await user.click(send);
  await dialog.findByRole("alert");
  await user.click(send);
  await waitFor(() => expect(served.asked).toHaveLength(2));
  await dialog.findByRole("alert");
  await user.type(dialog.getByLabelText("Name"), " Hopper");
  await user.click(send);
  await screen.findByText("Grace Hopper is invited");

  const [first, again, other] = served.asked.map(({ key }) => key);
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test("who may not change people is not offered to invite any", async () => {
  serveInvitations();
  await renderApp("/users", aGrant(["users.read"]));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(screen.queryByRole("button", { name: "Invite" })).toBeNull();
});

test.each([
  ["invited", administrator, true],
  ["active", administrator, false],
  ["invited", ["users.read"], false],
] as const)("somebody %s gets the link again from who may send it", async (status, permissions, offered) => {
  const sent: unknown[] = [];
  server.use(
    http.get(`${root}/api/v1/users/${grace.id}`, () => HttpResponse.json({ ...grace, status })),
    http.get(`${root}/api/v1/users/${grace.id}/history`, () => HttpResponse.json({ items: [], next: null })),
    http.post(`${root}/api/v1/users/${grace.id}/invitation`, ({ request }) => {
      sent.push(request.url);
      return sent.length === 1
        ? new HttpResponse(null, { status: 202 })
        : problem(409, "users.not_invited", "This person waits for no invitation.");
    }),
  );
  const { user } = await renderApp(`/users/${grace.id}`, aGrant([...permissions]));
  await screen.findByRole("heading", { name: "Grace Hopper", level: 1 });
  const button = screen.queryByRole("button", { name: "Send the invitation again" });
  expect(button !== null).toBe(offered);
  if (button === null) return;

  await user.click(button);
  expect(await screen.findByText("A new mail to Grace Hopper is on its way")).toBeVisible();
  await user.click(button);
  expect(await screen.findByText("This person waits for no invitation.")).toBeVisible();
});
