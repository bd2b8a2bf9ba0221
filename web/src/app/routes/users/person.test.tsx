import { act, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { held } from "@/testing/held";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const grace = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8099", displayName: "Grace Hopper", givenName: "Grace" });
const actor = aUser();

/** Serves a person whom others can change meanwhile, and keeps what is written. */
function servePerson() {
  const served = { user: grace, written: [] as { ifMatch: string | null; type: string | null; body: unknown }[] };
  server.use(
    http.get(`${root}/api/v1/users/${actor.id}`, () => HttpResponse.json(actor)),
    http.get(`${root}/api/v1/users/${grace.id}`, () => HttpResponse.json(served.user)),
    http.get(`${root}/api/v1/users/${grace.id}/history`, () =>
      HttpResponse.json({
        items: [
          {
            id: "01890a5d-ac96-774b-bcce-b302099a8001",
            at: "2026-11-01T09:00:00Z",
            actorId: actor.id,
            correlationId: "c",
            changes: [{ field: "givenName", from: null, to: "Grace" }],
          },
        ],
        next: null,
      }),
    ),
    http.patch(`${root}/api/v1/users/${grace.id}`, async ({ request }) => {
      const ifMatch = request.headers.get("If-Match");
      const body = (await request.json()) as Partial<typeof grace>;
      served.written.push({ ifMatch, type: request.headers.get("Content-Type"), body });
      if (ifMatch !== `"${served.user.version}"`) return problem(412, "request.stale", "Changed meanwhile.");
      served.user = { ...served.user, ...body, version: served.user.version + 1 };
      return HttpResponse.json(served.user);
    }),
  );
  return served;
}

async function openForm() {
  const { user } = await renderApp(`/users/${grace.id}`, aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  return user;
}

test("what was written of a person is sent as a patch of the version that was seen, and shown", async () => {
  const served = servePerson();
  const user = await openForm();

  await user.type(screen.getByLabelText("Family name"), "Hopper");
  await user.clear(screen.getByLabelText("Given name"));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("The profile is saved")).toBeVisible();
  expect(served.written).toEqual([
    { ifMatch: '"1"', type: "application/merge-patch+json", body: { givenName: null, familyName: "Hopper" } },
  ]);
  expect(screen.getByText("Hopper", { selector: "dd" })).toBeVisible();
});

test("the history says who made what of what", async () => {
  servePerson();
  await renderApp(`/users/${grace.id}?tab=history`, aGrant(administrator));
  const entry = within(await screen.findByRole("list", { name: "History" })).getByRole("listitem");
  expect(await within(entry).findByRole("link", { name: "Ada Lovelace" })).toBeVisible();
  expect(entry).toHaveTextContent("Given namenot setGrace");
});

test("two who write different things lose nothing", async () => {
  const served = servePerson();
  const user = await openForm();
  await user.type(screen.getByLabelText("Family name"), "Hopper");
  served.user = { ...grace, phone: "+12025550100", version: 2 };
  await user.click(screen.getByRole("button", { name: "Save" }));

  await screen.findByText("You changed different things, so both can be kept.");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Save" }));

  expect(await screen.findByText("+12025550100", { selector: "dd" })).toBeVisible();
  expect(screen.getByText("Hopper", { selector: "dd" })).toBeVisible();
  expect(served.written.at(-1)).toMatchObject({ ifMatch: '"2"', body: { familyName: "Hopper" } });
});

test("what two wrote differently is chosen, and a third version is shown in its turn", async () => {
  const served = servePerson();
  const user = await openForm();
  await user.clear(screen.getByLabelText("Given name"));
  await user.type(screen.getByLabelText("Given name"), "Amazing");
  served.user = { ...grace, givenName: "Brewster", version: 2 };
  await user.click(screen.getByRole("button", { name: "Save" }));

  const choice = await screen.findByRole("group", { name: "Given name" });
  expect(within(choice).getByRole("radio", { name: "Brewster Theirs" })).toBeChecked();
  await user.click(within(choice).getByRole("radio", { name: "Amazing Yours" }));
  served.user = { ...served.user, givenName: "Murray", version: 3 };
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Save" }));

  await within(choice).findByRole("radio", { name: "Murray Theirs" });
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Amazing", { selector: "dd" })).toBeVisible();
  expect(served.written.at(-1)).toMatchObject({ ifMatch: '"3"', body: { givenName: "Amazing" } });
});

test("a name shows as it was written before the server has answered, and as it was when it is refused", async () => {
  servePerson();
  const answer = held();
  server.use(
    http.patch(`${root}/api/v1/users/${grace.id}`, async () => {
      await answer.released;
      return HttpResponse.json({ code: "request.invalid", errors: { displayName: ["Is taken."] } }, { status: 400 });
    }),
  );
  const user = await openForm();
  await user.type(screen.getByLabelText("Name"), " the Great");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("heading", { name: "Grace Hopper the Great", level: 2 })).toBeVisible();

  answer.release();
  expect(await screen.findByText("Is taken.")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Grace Hopper", level: 2 })).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("Grace Hopper the Great");
});

test("what the server refuses stands next to its field", async () => {
  servePerson();
  server.use(
    http.patch(`${root}/api/v1/users/${grace.id}`, () =>
      HttpResponse.json(
        { code: "request.invalid", errors: { phone: ["Must be an international number."] } },
        { status: 400 },
      ),
    ),
  );
  const user = await openForm();
  await user.type(screen.getByLabelText("Phone"), "911");
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Must be an international number.")).toBeVisible();
  expect(screen.getByLabelText("Phone")).toHaveFocus();
});

test("a person who is changed elsewhere is read again, and a form in use keeps what was typed", async () => {
  const served = servePerson();
  const user = await openForm();
  await user.type(screen.getByLabelText("Family name"), "Hopper");

  served.user = { ...grace, displayName: "Rear Admiral Hopper", version: 2 };
  act(() =>
    FakeCentrifuge.publish("users", "users.user-updated.v1", { userId: grace.id, displayName: "Rear Admiral Hopper" }),
  );

  expect(await screen.findByRole("heading", { name: "Rear Admiral Hopper", level: 2 })).toBeVisible();
  expect(screen.getByLabelText("Family name")).toHaveValue("Hopper");
});

test("whoever may only read is offered no form", async () => {
  servePerson();
  await renderApp(`/users/${grace.id}`, aGrant(["users.read"]));
  expect(await screen.findByRole("heading", { name: "Grace Hopper", level: 2 })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
});

test("somebody who does not exist is said so", async () => {
  server.use(http.get(`${root}/api/v1/users/:id`, () => problem(404, "users.not_found", "There is no such person.")));
  await renderApp(`/users/${grace.id}`, aGrant(administrator));
  expect(await screen.findByText("There is no such person.")).toBeVisible();
});

test("people change their own profile", async () => {
  const written = vi.fn();
  server.use(
    http.get(`${root}/api/v1/users/me`, () => HttpResponse.json(actor)),
    http.patch(`${root}/api/v1/users/me`, async ({ request }) => {
      written(await request.json());
      return HttpResponse.json({ ...actor, timeZone: "Europe/Paris", version: 2 });
    }),
  );
  const { user } = await renderApp("/profile", aGrant());
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.selectOptions(screen.getByLabelText("Time zone"), "Europe/Paris");
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Your profile is saved")).toBeVisible();
  expect(written).toHaveBeenCalledWith({ timeZone: "Europe/Paris" });
  expect(screen.getByText("Europe/Paris", { selector: "dd" })).toBeVisible();
});
