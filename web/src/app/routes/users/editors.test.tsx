import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const grace = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8099", displayName: "Grace Hopper" });
const mary = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8098", displayName: "Mary Somerville" });
const channel = `users.editing:${grace.id}`;
const own = { user: aGrant(administrator).user.id, client: FakeCentrifuge.client };
const marys = { user: mary.id, client: "marys tab" };

async function openForm(permissions: readonly string[] = administrator) {
  server.use(
    http.get(`${root}/api/v1/users/${grace.id}`, () => HttpResponse.json(grace)),
    http.get(`${root}/api/v1/users/${mary.id}`, () => HttpResponse.json(mary)),
  );
  const { user } = await renderApp(`/users/${grace.id}`, aGrant([...permissions]));
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  return user;
}

const find = (present: (typeof own)[]) => act(() => FakeCentrifuge.subscribed(channel, present));
const move = (kind: "join" | "leave", info: typeof own) => act(() => FakeCentrifuge.move(channel, kind, info));

test("whoever has the form open already is named, and gone when they leave", async () => {
  await openForm();
  await find([own, marys]);
  expect(await screen.findByText("Mary Somerville is editing this person too.")).toBeVisible();

  move("leave", marys);
  await waitFor(() => expect(screen.queryByText(/editing this person/)).toBeNull());
});

test("whoever comes later is named, and several are counted", async () => {
  await openForm();
  await find([own]);
  expect(screen.queryByText(/editing this person/)).toBeNull();

  move("join", marys);
  move("join", { ...marys, client: "marys other tab" });
  expect(await screen.findByText("Mary Somerville is editing this person too.")).toBeVisible();
  move("join", { user: "01890a5d-ac96-774b-bcce-b302099a8097", client: "another" });
  expect(await screen.findByText("Mary Somerville and 1 other are editing this person too.")).toBeVisible();
});

test("another tab of one's own is said to be that", async () => {
  await openForm();
  await find([own, { ...own, client: "other tab" }]);
  expect(await screen.findByText("You have this open in another tab.")).toBeVisible();
});

test("whoever is gone from the directory is somebody", async () => {
  await openForm();
  server.use(
    http.get(`${root}/api/v1/users/${mary.id}`, () => problem(404, "users.not_found", "There is no such person.")),
  );
  await find([own, marys]);
  expect(await screen.findByText("Somebody else is editing this person too.")).toBeVisible();
});

test("who left while the list was on its way is not listed", async () => {
  await openForm();
  const listed = FakeCentrifuge.holdPresence(channel);
  await find([own]);
  move("leave", marys);
  await act(async () => {
    listed([own, marys]);
    await Promise.resolve();
  });
  expect(screen.queryByText(/editing this person/)).toBeNull();
});

test("the channel is left with the form", async () => {
  const user = await openForm();
  expect(FakeCentrifuge.latest?.subscriptions.has(channel)).toBe(true);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(FakeCentrifuge.latest?.subscriptions.has(channel)).toBe(false);
});
