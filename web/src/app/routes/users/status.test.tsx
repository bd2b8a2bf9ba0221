import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { held } from "@/testing/held";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const everything = [...administrator, "users.delete"];

/** Serves Grace, and does to her what it is asked to. */
function serveGrace(status: "invited" | "active" | "suspended" | "deleted" = "active") {
  const grace = aUser({
    id: "0193-grace",
    displayName: "Grace Hopper",
    email: "grace@example.org",
    status,
    version: 4,
  });
  const served = {
    grace,
    asked: [] as string[],
    refusal: null as (() => Response) | null,
    answering: Promise.resolve(),
  };
  const become = async (asked: string, next: typeof status) => {
    served.asked.push(asked);
    await served.answering;
    const refused = served.refusal?.();
    if (refused !== undefined) return refused;
    served.grace = { ...served.grace, status: next, version: served.grace.version + 1 };
    return asked.startsWith("delete") ? new HttpResponse(null, { status: 204 }) : HttpResponse.json(served.grace);
  };
  const address = `${root}/api/v1/users/${grace.id}`;
  server.use(
    http.get(`${root}/api/v1/users`, () => HttpResponse.json(aUserPage([served.grace, aUser()]))),
    http.post(`${address}/suspend`, () => become("suspend", "suspended")),
    http.post(`${address}/reactivate`, () => become("reactivate", "active")),
    http.post(`${address}/restore`, () => become("restore", "active")),
    http.delete(address, ({ request }) => become(`delete ${request.headers.get("If-Match")}`, "deleted")),
  );
  return served;
}

const row = () => within(screen.getByText("Grace Hopper", { selector: "td *" }).closest("tr") as HTMLElement);

async function openMenu(permissions = everything) {
  const { user } = await renderApp("/users", aGrant(permissions));
  await user.click(await screen.findByRole("button", { name: "Actions for Grace Hopper" }));
  return user;
}

test("a person is suspended after a question, and reactivated without one", async () => {
  const served = serveGrace();
  const user = await openMenu();
  await user.click(screen.getByRole("menuitem", { name: "Suspend" }));
  expect(await screen.findByRole("dialog", { name: "Suspend Grace Hopper?" })).toBeVisible();
  expect(served.asked).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Suspend" }));
  expect(await screen.findByText("Grace Hopper is suspended")).toBeVisible();
  expect(await row().findByText("Suspended")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Actions for Grace Hopper" }));
  await user.click(screen.getByRole("menuitem", { name: "Reactivate" }));
  expect(await screen.findByText("Grace Hopper can sign in again")).toBeVisible();
  expect(served.asked).toEqual(["suspend", "reactivate"]);
});

test("a deletion names the version that was seen and can be undone from its message", async () => {
  const served = serveGrace();
  const user = await openMenu();
  await user.click(screen.getByRole("menuitem", { name: "Delete" }));
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await waitFor(() => expect(document.body.style.pointerEvents).not.toBe("none"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Grace Hopper is back in the directory")).toBeVisible();
  expect(served.asked).toEqual(['delete "4"', "restore"]);
});

test.each([
  ["active", "Suspend", "Suspended", "Active"],
  ["active", "Delete", "Deleted", "Active"],
  ["suspended", "Reactivate", "Active", "Suspended"],
  ["deleted", "Restore", "Active", "Deleted"],
] as const)(
  "somebody %s shows what %s makes of them before it is answered, and what they were when it is refused",
  async (status, action, expected, before) => {
    const served = serveGrace(status);
    served.refusal = () => problem(409, "identity.last_admin", "This is the last administrator.");
    const answer = held();
    served.answering = answer.released;
    const user = await openMenu();
    await user.click(screen.getByRole("menuitem", { name: action }));
    const question = screen.queryByRole("dialog");
    if (question !== null) await user.click(within(question).getByRole("button", { name: action }));
    expect(await row().findByText(expected)).toBeVisible();

    answer.release();
    expect(await screen.findByText(`Could not ${action.toLowerCase()} Grace Hopper`)).toBeVisible();
    expect(screen.getByText("This is the last administrator.")).toBeVisible();
    expect(row().getByText(before)).toBeVisible();
  },
);

test.each([
  ["invited", everything, ["Delete"]],
  ["active", everything, ["Suspend", "Delete"]],
  ["suspended", everything, ["Reactivate", "Delete"]],
  ["deleted", everything, ["Restore", "Erase for good"]],
  ["active", administrator, ["Suspend"]],
] as const)(
  "somebody %s can be changed as far as it makes sense and is permitted",
  async (status, permissions, offered) => {
    serveGrace(status);
    await openMenu([...permissions]);
    expect(screen.getAllByRole("menuitem").map(({ textContent }) => textContent)).toEqual(offered);
  },
);

test("nobody is offered to lock themselves out, and who may not change people is offered nothing", async () => {
  serveGrace();
  const first = await renderApp("/users", aGrant(everything));
  await screen.findByRole("button", { name: "Actions for Grace Hopper" });
  expect(screen.queryByRole("button", { name: "Actions for Ada Lovelace" })).toBeNull();
  first.unmount();
  await renderApp("/users", aGrant(["users.read"]));
  await screen.findByText("Grace Hopper", { selector: "td *" });
  expect(screen.queryByRole("button", { name: /Actions for/ })).toBeNull();
});

test.each([
  ["users.user-suspended.v1", {}, "Suspended"],
  ["users.user-deleted.v1", {}, "Deleted"],
  ["users.user-restored.v1", { status: "suspended" }, "Suspended"],
])("%s shows in the list at once", async (type, more, label) => {
  serveGrace();
  await renderApp("/users", aGrant(everything));
  await screen.findByText("Grace Hopper", { selector: "td *" });
  act(() => FakeCentrifuge.publish("users", type, { userId: "0193-grace", ...more }));
  expect(row().getByText(label)).toBeVisible();
});
