import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { Import } from "@/features/users/api/imports";
import { administrator, aGrant, aUser } from "@/testing/examples";
import { anImport } from "@/testing/import-example";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const grace = aUser({ id: "01890a5d-ac96-774b-bcce-b302099a8099", displayName: "Grace Hopper" });
const gone = "01890a5d-ac96-774b-bcce-b302099a8100";

/** Serves so many of these in one answer; Grace is known, nobody else is. */
function serveImports(all: readonly Import[], pageSize = all.length) {
  const asked: string[] = [];
  server.use(
    http.get(`${root}/api/v1/users/imports`, ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      const from = Number(searchParams.get("after") ?? 0);
      const next = from + pageSize < all.length ? String(from + pageSize) : null;
      return HttpResponse.json({ items: all.slice(from, from + pageSize), next });
    }),
    http.get(`${root}/api/v1/users/imports/:id`, ({ params }) =>
      HttpResponse.json(all.find(({ id }) => id === params.id)),
    ),
    http.get(`${root}/api/v1/users/imports/:id/changes`, () => HttpResponse.json({ items: [], next: null })),
    http.get(`${root}/api/v1/users/:id`, ({ params }) =>
      params.id === grace.id ? HttpResponse.json(grace) : problem(404, "users.not_found", "There is nobody."),
    ),
  );
  return asked;
}

const open = () => renderApp("/users/import", aGrant(administrator));
/** What the list says of each import, without who began it and when. */
async function shown() {
  await screen.findAllByRole("link", { name: /csv/i });
  const rows = within(screen.getByRole("table", { name: "Earlier imports" }))
    .getAllByRole("row")
    .slice(1);
  return rows.map((row) => {
    const [file, status, people] = within(row).getAllByRole("cell");
    const texts = [...(file?.children ?? []), status?.lastChild, people?.lastChild].map(
      (part) => part?.textContent ?? "",
    );
    return `${texts.slice(0, 2).join(", ")}: ${texts.slice(2).join(", ")}`;
  });
}

test("whoever has left an import finds it again and goes on with it", async () => {
  serveImports([anImport({ id: "0193-left", fileName: "left.csv", actorId: grace.id })]);
  const { user, router } = await open();
  expect(await shown()).toEqual(["left.csv, 3 rows: Not imported yet, 1 new, 1 changed, 1 with errors"]);
  expect(await screen.findByRole("link", { name: "Grace Hopper" })).toHaveAttribute("href", `/users/${grace.id}`);
  await user.click(screen.getByRole("link", { name: "left.csv" }));
  expect(await screen.findByRole("heading", { name: "This is what it would change" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/users/import/0193-left");
});

test("each import says where it is and what became of it", async () => {
  const none = { created: 0, updated: 0, failed: 0 };
  serveImports([
    anImport({ id: "1", status: "reviewing", rows: 2_000, done: 500 }),
    anImport({ id: "2", status: "running", done: 1 }),
    anImport({ id: "3", status: "completed", failed: 0 }),
    anImport({ id: "4", status: "undoing", done: 2 }),
    anImport({ id: "5", status: "undone", ...none, undone: 2 }),
    anImport({ id: "6", status: "failed", ...none, fileName: null }),
  ]);
  await open();
  expect(await shown()).toEqual([
    "people.csv, 2,000 rows: Being checked, 500 of 2,000 rows",
    "people.csv, 3 rows: Importing, 1 of 3 rows",
    "people.csv, 3 rows: Imported, 1 new, 1 changed",
    "people.csv, 3 rows: Taking it back, 2 of 3 rows",
    "people.csv, 3 rows: Taken back, 2 taken back",
    "CSV, 3 rows: Came to no end, Nobody",
  ]);
  expect(screen.getByRole("link", { name: "CSV" })).toHaveAttribute("href", "/users/import/6");
});

test("of somebody who is gone there is no name", async () => {
  serveImports([anImport({ actorId: gone })]);
  await open();
  expect(await screen.findByTitle(gone)).toHaveTextContent(gone);
  expect(screen.queryByRole("link", { name: "Grace Hopper" })).toBeNull();
});

test("older ones are shown when they are asked for", async () => {
  const asked = serveImports(
    [1, 2, 3].map((number) => anImport({ id: `${number}`, fileName: `${number}.csv` })),
    2,
  );
  const { user } = await open();
  await screen.findByRole("link", { name: "2.csv" });
  expect(screen.queryByRole("link", { name: "3.csv" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show older" }));
  expect(await screen.findByRole("link", { name: "3.csv" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
  expect(asked).toEqual(["pageSize=10", "after=2&pageSize=10"]);
});

test("an import that is under way is looked at again, one that has ended is not", async () => {
  const course = anImport({ status: "running", done: 1 });
  const all = [course];
  const asked = serveImports(all);
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await open();
  expect(await screen.findByText("1 of 3 rows")).toBeVisible();
  all[0] = { ...course, status: "completed", done: 3 };
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await screen.findByText("Imported")).toBeVisible();
  const looks = asked.length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked).toHaveLength(looks);
  vi.useRealTimers();
});

test("whoever has imported nothing is told what will be here", async () => {
  await open();
  expect(await screen.findByRole("heading", { name: "No imports yet" })).toBeVisible();
  expect(screen.getByRole("heading", { name: "Earlier imports" })).toBeVisible();
});

test("a list that cannot be read says so and is read again, and a file can be imported all the same", async () => {
  serveImports([anImport({ actorId: grace.id })]);
  const list = http.get(`${root}/api/v1/users/imports`, () => problem(500, "server.error", "It broke."), {
    once: true,
  });
  server.use(list);
  const { user } = await open();
  const alert = within(await screen.findByRole("alert"));
  expect(alert.getByText("corr-1")).toBeVisible();
  expect(screen.getByLabelText("File")).toBeEnabled();
  await user.click(alert.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "people.csv" })).toBeVisible();
});
