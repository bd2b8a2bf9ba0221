import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

/** Keeps the questions that the list is asked. */
function serveUsers(users = [aUser()]) {
  const questions: URLSearchParams[] = [];
  server.use(
    http.get(`${root}/api/v1/users`, ({ request }) => {
      questions.push(new URL(request.url).searchParams);
      return HttpResponse.json(aUserPage(users));
    }),
  );
  return { last: (name: string) => questions.at(-1)?.get(name) ?? null };
}

async function openFilters(address: string, permissions = administrator) {
  const app = await renderApp(address, aGrant([...permissions]));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  await app.user.click(screen.getByRole("button", { name: "Filters" }));
  return app;
}

const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString();
const endOf = (day: string) => new Date(`${day}T23:59:59.999`).toISOString();

test("the list is narrowed to a role, which the address keeps and a chip takes away again", async () => {
  const asked = serveUsers();
  const { user, router } = await openFilters("/users?q=ada&page=2");
  await user.selectOptions(await screen.findByRole("combobox", { name: "Role" }), "auditor");
  await waitFor(() => expect(asked.last("role")).toBe("auditor"));
  expect(asked.last("page")).toBe("1");
  expect(router.state.location.search).toBe("?q=ada&role=auditor");

  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: "Remove the filter “Role auditor”" }));
  await waitFor(() => expect(router.state.location.search).toBe("?q=ada"));
});

test("who may not know all roles types the name of one", async () => {
  const asked = serveUsers();
  const { user } = await openFilters("/users", ["users.read"]);
  await user.type(screen.getByRole("textbox", { name: "Role" }), "operator");
  await waitFor(() => expect(asked.last("role")).toBe("operator"));
});

test("days are asked for from their first moment to their last", async () => {
  const asked = serveUsers();
  const { router } = await openFilters("/users");
  fireEvent.change(screen.getByLabelText("Joined from"), { target: { value: "2026-10-05" } });
  fireEvent.change(screen.getByLabelText("Joined until"), { target: { value: "2026-10-07" } });
  await waitFor(() => expect(asked.last("createdTo")).toBe(endOf("2026-10-07")));
  expect(asked.last("createdFrom")).toBe(startOf("2026-10-05"));
  expect(router.state.location.search).toBe("?from=2026-10-05&to=2026-10-07");
});

test("of two days that do not fit the one that was chosen last counts", async () => {
  const asked = serveUsers();
  await openFilters("/users?from=2026-10-05&to=2026-10-07");
  fireEvent.change(screen.getByLabelText("Joined until"), { target: { value: "2026-10-01" } });
  await waitFor(() => expect(asked.last("createdFrom")).toBe(startOf("2026-10-01")));
  fireEvent.change(screen.getByLabelText("Joined from"), { target: { value: "2026-11-01" } });
  await waitFor(() => expect(asked.last("createdTo")).toBe(endOf("2026-11-01")));
});

test("an address with days that are none, or that end before they begin, is read as far as it makes sense", async () => {
  const asked = serveUsers();
  await renderApp("/users?from=2026-10-05&to=2026-10-01&role=auditor", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect([asked.last("createdFrom"), asked.last("createdTo")]).toEqual([startOf("2026-10-05"), null]);

  await renderApp("/users?from=2026-13-45&to=tomorrow", aGrant(administrator));
  await waitFor(() => expect([asked.last("createdFrom"), asked.last("createdTo")]).toEqual([null, null]));
});

test("clearing the filters keeps what was searched for and how it is ordered", async () => {
  serveUsers();
  const { user, router } = await renderApp(
    "/users?q=ada&status=active&role=auditor&from=2026-10-05&sort=displayName",
    aGrant(administrator),
  );
  const chips = within(await screen.findByRole("list", { name: "Filters" }));
  expect(chips.getAllByRole("listitem")).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  await waitFor(() => expect(router.state.location.search).toBe("?q=ada&sort=displayName"));
  expect(screen.queryByRole("list", { name: "Filters" })).toBeNull();
});

test("somebody who joins without the role that is asked for does not appear", async () => {
  serveUsers();
  await renderApp("/users?role=auditor", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  const grace = { ...aUser({ displayName: "Grace Hopper" }), userId: "0193-grace" };
  act(() => FakeCentrifuge.publish("users", "users.user-created.v1", grace));
  expect(screen.queryByText("Grace Hopper")).toBeNull();
  act(() => FakeCentrifuge.publish("users", "users.user-created.v1", { ...grace, roles: ["auditor"] }));
  expect(screen.getByText("Grace Hopper")).toBeVisible();
});

test("people who are only similar are said to be ordered so, and can be ordered otherwise", async () => {
  const asked = serveUsers();
  const { user } = await renderApp("/users?q=lovleace", aGrant(administrator));
  await screen.findByText(/These are similar/);
  const order = screen.getByLabelText("Order");
  expect(order).toHaveDisplayValue("Most similar first");
  await user.selectOptions(order, "Newest first");
  await waitFor(() => expect(asked.last("sort")).toBe("-createdAt"));
  await waitFor(() => expect(screen.getByLabelText("Order")).toHaveDisplayValue("Newest first"));
});

test("people whom a search finds stand newest first", async () => {
  serveUsers();
  await renderApp("/users?q=ada", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(screen.getByLabelText("Order")).toHaveDisplayValue("Newest first");
});
