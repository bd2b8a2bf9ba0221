import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const names = ["Grace", "Barbara", "Edsger"];

async function openList() {
  const sizes: (string | null)[] = [];
  server.use(
    http.get(`${root}/api/v1/users`, ({ request }) => {
      sizes.push(new URL(request.url).searchParams.get("pageSize"));
      const phone = "+12025550100";
      return HttpResponse.json(
        aUserPage(
          names.map((name) => aUser({ id: `id-${name}`, displayName: name, phone })),
          { total: 400 },
        ),
      );
    }),
    http.get(`${root}/api/v1/users/:id`, ({ params }) =>
      HttpResponse.json(aUser({ id: String(params.id), displayName: "Barbara" })),
    ),
  );
  const app = await renderApp("/users", aGrant(administrator));
  await screen.findByText("Grace", { selector: "td *" });
  return { ...app, sizes };
}

const row = (name: string) => screen.getByText(name, { selector: "td *" }).closest("tr") as HTMLElement;
const headers = () => screen.getAllByRole("columnheader").map(({ textContent }) => textContent);

test("the arrow keys go from row to row, Space chooses one and Enter opens it", async () => {
  const { user, router } = await openList();
  expect(names.map((name) => row(name).tabIndex)).toEqual([0, -1, -1]);
  row("Grace").focus();
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  expect(row("Edsger")).toHaveFocus();
  await user.keyboard("{Home}{ArrowDown}");
  expect(row("Barbara")).toHaveFocus();
  expect(names.map((name) => row(name).tabIndex)).toEqual([-1, 0, -1]);

  await user.keyboard(" ");
  expect(row("Barbara")).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{End}{Shift>} {/Shift}{ArrowUp}{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/users/id-Barbara"));
});

test("a total that was not counted is told as about so many", async () => {
  server.use(
    http.get(`${root}/api/v1/users`, () =>
      HttpResponse.json(aUserPage([aUser({ displayName: "Grace" })], { total: 984_355, totalIsEstimate: true })),
    ),
  );
  await renderApp("/users", aGrant(administrator));
  expect(await screen.findByText(/of about 980,000$/)).toBeInTheDocument();
});

test("a range is chosen from the keyboard too", async () => {
  const { user } = await openList();
  row("Grace").focus();
  await user.keyboard(" {End}{Shift>} {/Shift}");
  for (const name of names) expect(row(name)).toHaveAttribute("aria-selected", "true");
});

test("keys that are pressed on what stands in a row are not the row's", async () => {
  const { user, router } = await openList();
  screen.getByRole("checkbox", { name: "Select Grace" }).focus();
  await user.keyboard("{ArrowDown} ");
  expect(row("Grace")).toHaveAttribute("aria-selected", "true");
  expect(router.state.location.pathname).toBe("/users");
});

test("the slash goes to the search, unless something is being typed", async () => {
  const { user } = await openList();
  await user.keyboard("/");
  const search = screen.getByLabelText("Search");
  expect(search).toHaveFocus();
  await user.keyboard("a/b");
  expect(search).toHaveValue("a/b");
});

test("columns are chosen for this browser, and the usual ones come back", async () => {
  const { user, unmount } = await openList();
  expect(headers()).toEqual(["", "Person", "Status", "Roles", "Joined", "Actions"]);
  await user.click(screen.getByRole("button", { name: "Columns" }));
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Roles" }));
  await user.click(screen.getByRole("menuitemcheckbox", { name: "Phone" }));
  await user.keyboard("{Escape}");
  expect(headers()).toEqual(["", "Person", "Status", "Joined", "Phone", "Actions"]);
  expect(within(row("Grace")).getByText("+12025550100")).toBeVisible();

  unmount();
  const again = await openList();
  expect(headers()).toEqual(["", "Person", "Status", "Joined", "Phone", "Actions"]);
  await again.user.click(screen.getByRole("button", { name: "Columns" }));
  await again.user.click(screen.getByRole("menuitem", { name: "Show the usual ones" }));
  await waitFor(() => expect(headers()).toEqual(["", "Person", "Status", "Roles", "Joined", "Actions"]));
});

test("what the browser kept and this version does not know is left out", async () => {
  localStorage.setItem("monolith.users.columns", "status,shoeSize");
  await openList();
  expect(headers()).toEqual(["", "Person", "Status", "Actions"]);
});

test("how many people a page has is chosen, from its first page on, and kept in the address", async () => {
  const { user, router, sizes } = await openList();
  await user.click(screen.getByRole("button", { name: "Next" }));
  await waitFor(() => expect(router.state.location.search).toBe("?page=2"));
  await user.selectOptions(screen.getByLabelText("Rows a page"), "50");
  await waitFor(() => expect(router.state.location.search).toBe("?pageSize=50"));
  await waitFor(() => expect(sizes.at(-1)).toBe("50"));
});

test("a number of people that is not offered is not asked for", async () => {
  const { router, sizes } = await openList();
  await router.navigate("/users?pageSize=5000");
  await waitFor(() => expect(sizes.at(-1)).toBe("20"));
});
