import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const grace = aUser({ id: "0193-grace", displayName: "Grace Hopper", email: "grace@example.org", status: "invited" });
const created = {
  userId: grace.id,
  email: grace.email,
  displayName: grace.displayName,
  status: grace.status,
  roles: grace.roles,
  createdAt: grace.createdAt,
};

/** Serves a list that the test can change, and keeps the questions. */
function serveUsers() {
  const served = { users: [aUser()], questions: [] as string[] };
  server.use(
    http.get(`${root}/api/v1/users`, ({ request }) => {
      served.questions.push(new URL(request.url).search);
      return HttpResponse.json(aUserPage(served.users));
    }),
  );
  return served;
}

test("a person who joins appears at once, marked, announced, and stays after the list is read again", async () => {
  const served = serveUsers();
  await renderApp("/users", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });

  served.users = [grace, aUser()];
  act(() => FakeCentrifuge.publish("users", "users.user-created.v1", created));

  const row = screen.getByText("Grace Hopper").closest("tr");
  expect(row).toHaveClass("animate-arrive");
  expect(within(row as HTMLElement).getByText("Invited")).toBeVisible();
  expect(screen.getByText("Grace Hopper joined.")).toBeInTheDocument();
  expect(screen.getByText("1–2 of 2")).toBeVisible();

  await waitFor(() => expect(served.questions).toHaveLength(2));
  expect(screen.getByText("Grace Hopper")).toBeVisible();
});

test("a name that is markup is shown as it was written", async () => {
  const served = serveUsers();
  served.users = [aUser({ displayName: "<img src=x onerror=alert(1)>" })];
  await renderApp("/users", aGrant(administrator));
  const shown = await screen.findByText("<img src=x onerror=alert(1)>", { selector: "td *" });
  expect(shown.querySelector("img")).toBeNull();
});

test("a search that nobody matches says that the people shown are only similar", async () => {
  const served = serveUsers();
  await renderApp("/users?q=lovleace", aGrant(administrator));
  expect(await screen.findByText("Nobody has “lovleace” in their name or email. These are similar.")).toBeVisible();
  expect(served.questions.at(-1)).toBe("?page=1&pageSize=20&q=lovleace");
});

test("a search that somebody matches says nothing of it", async () => {
  serveUsers();
  await renderApp("/users?q=LOVE", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(screen.queryByText(/These are similar/)).not.toBeInTheDocument();
});

test("an event that arrives twice makes one row", async () => {
  serveUsers();
  await renderApp("/users", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });

  act(() => FakeCentrifuge.publish("users", "users.user-created.v1", created));
  act(() => FakeCentrifuge.publish("users", "users.user-created.v1", created));

  expect(screen.getAllByText("Grace Hopper")).toHaveLength(1);
});

test("a confirmed address turns the status", async () => {
  const served = serveUsers();
  served.users = [grace];
  await renderApp("/users", aGrant(administrator));
  await screen.findByText("Invited", { selector: "td *" });

  act(() =>
    FakeCentrifuge.publish("users", "users.user-activated.v1", { userId: grace.id, activatedAt: "2026-11-02" }),
  );

  expect(screen.getByText("Active", { selector: "td *" })).toBeVisible();
});

test("after a reconnection the list is read again", async () => {
  const served = serveUsers();
  await renderApp("/users", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });

  served.users = [grace];
  act(() => void FakeCentrifuge.latest?.subscriptions.get("users")?.emit("subscribed", {}));

  expect(await screen.findByText("Grace Hopper")).toBeVisible();
});

test("leaving the page ends the subscription", async () => {
  serveUsers();
  const { user } = await renderApp("/users", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(FakeCentrifuge.latest?.subscriptions.has("users")).toBe(true);

  await user.click(firstLink("Profile"));
  await screen.findByRole("heading", { name: "Profile" });
  expect(FakeCentrifuge.latest?.subscriptions.has("users")).toBe(false);
});

test("search, filter, order and page live in the address", async () => {
  const served = serveUsers();
  const { user, router } = await renderApp("/users?page=2", aGrant(administrator));
  await screen.findByText("Ada Lovelace", { selector: "td *" });
  expect(served.questions[0]).toBe("?page=2&pageSize=20");

  await user.type(screen.getByLabelText("Search"), "ada");
  await waitFor(() => expect(served.questions.at(-1)).toBe("?page=1&pageSize=20&q=ada"));
  await user.selectOptions(screen.getByLabelText("Status"), "Active");
  await user.click(screen.getByRole("button", { name: "Person" }));

  await waitFor(() => expect(router.state.location.search).toBe("?q=ada&status=active&sort=displayName"));
  await waitFor(() => expect(served.questions.at(-1)).toBe("?page=1&pageSize=20&sort=displayName&q=ada&status=active"));
  expect(screen.getByRole("columnheader", { name: "Person" })).toHaveAttribute("aria-sort", "ascending");
});

test("without the permission the page says so, asks nothing, and is not in the navigation", async () => {
  const served = serveUsers();
  await renderApp("/users", aGrant([]));

  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
  expect(screen.queryAllByRole("link", { name: "Users" })).toHaveLength(0);
  expect(screen.queryAllByRole("link", { name: "Requests" })).toHaveLength(0);
  expect(firstLink("Profile")).toBeInTheDocument();
  expect(served.questions).toHaveLength(0);
});

test("a permission lost in between shows as no permission", async () => {
  server.use(http.get(`${root}/api/v1/users`, () => problem(403, "forbidden", "Not allowed.")));
  await renderApp("/users", aGrant(administrator));
  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
});

function firstLink(name: string): HTMLElement {
  const [link] = screen.getAllByRole("link", { name });
  if (link === undefined) throw new Error(`No link ${name}.`);
  return link;
}
