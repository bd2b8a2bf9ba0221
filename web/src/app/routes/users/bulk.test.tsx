import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aUser, aUserPage } from "@/testing/examples";
import { held } from "@/testing/held";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const everything = [...administrator, "users.delete"];
const names = ["Grace", "Barbara", "Edsger", "Alan"] as const;

type Name = (typeof names)[number];
type Status = ReturnType<typeof aUser>["status"];
interface Asked {
  key: string | null;
  body: { ids: string[]; action: string };
}

/** Serves these four after the signed-in person, and does with them what it is asked to. */
function serveFour(statuses: Partial<Record<Name, Status>> = {}) {
  const served = {
    users: names.map((name) => aUser({ id: `id-${name}`, displayName: name, status: statuses[name] ?? "active" })),
    asked: [] as Asked[],
    refused: new Map<string, string>(),
    failure: null as (() => Response) | null,
    answering: Promise.resolve(),
  };
  const becomes: Record<string, Status> = {
    suspend: "suspended",
    reactivate: "active",
    delete: "deleted",
    restore: "active",
  };
  server.use(
    http.get(`${root}/api/v1/users`, () => HttpResponse.json(aUserPage([aUser(), ...served.users]))),
    http.post(`${root}/api/v1/users/bulk`, async ({ request }) => {
      const body = (await request.json()) as Asked["body"];
      served.asked.push({ key: request.headers.get("Idempotency-Key"), body });
      await served.answering;
      if (served.failure !== null) return served.failure();
      const worked = body.ids.filter((id) => !served.refused.has(id));
      served.users = served.users.map((user) =>
        worked.includes(user.id) ? { ...user, status: becomes[body.action] ?? user.status } : user,
      );
      return HttpResponse.json({
        results: body.ids.map((id) => {
          const detail = served.refused.get(id) ?? null;
          return { id, status: detail === null ? "done" : "failed", code: detail && "refused", detail };
        }),
      });
    }),
  );
  return served;
}

async function openList(permissions = everything) {
  const { user } = await renderApp("/users", aGrant([...permissions]));
  await screen.findByText("Grace", { selector: "td *" });
  return user;
}

const box = (name: string) => screen.getByRole("checkbox", { name: `Select ${name}` });
const all = () => screen.getByRole("checkbox", { name: "Select everybody on this page" });
const bar = () => within(screen.getByRole("region", { name: "Selected people" }));

test("people are chosen one by one, counted by what can be done with them, and suspended after a question that names them", async () => {
  const served = serveFour({ Edsger: "invited", Alan: "suspended" });
  const user = await openList();
  for (const name of names) await user.click(box(name));
  expect(bar().getByText("4 people selected")).toBeVisible();
  expect(
    bar()
      .getAllByRole("button")
      .map(({ textContent }) => textContent),
  ).toEqual(["Suspend (2)", "Reactivate (1)", "Send the invitation again (1)", "Delete (4)", ""]);

  await user.click(bar().getByRole("button", { name: "Suspend (2)" }));
  const question = within(await screen.findByRole("dialog", { name: "Suspend 2 people?" }));
  expect(question.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Grace ada@example.org",
    "Barbara ada@example.org",
  ]);
  expect(served.asked).toEqual([]);
  await user.click(question.getByRole("button", { name: "Suspend" }));

  expect(await screen.findByText("2 people are suspended")).toBeVisible();
  expect(served.asked.map(({ body }) => body)).toEqual([{ ids: ["id-Grace", "id-Barbara"], action: "suspend" }]);
  expect(screen.queryByRole("region", { name: "Selected people" })).toBeNull();
});

test("the box of the header stands for the page, without whoever is signed in", async () => {
  serveFour();
  const user = await openList();
  expect(screen.queryByRole("checkbox", { name: "Select Ada Lovelace" })).toBeNull();
  await user.click(box("Grace"));
  expect(all()).toBePartiallyChecked();
  await user.click(all());
  for (const name of names) expect(box(name)).toBeChecked();
  expect(all()).toBeChecked();
  expect(box("Alan").closest("tr")).toHaveAttribute("aria-selected", "true");
  await user.click(all());
  expect(screen.queryByRole("region", { name: "Selected people" })).toBeNull();
});

test("a click with shift chooses everybody in between", async () => {
  serveFour();
  const user = await openList();
  await user.click(box("Grace"));
  await user.keyboard("{Shift>}");
  await user.click(box("Edsger"));
  await user.keyboard("{/Shift}");
  expect(bar().getByText("3 people selected")).toBeVisible();
  expect(box("Alan")).not.toBeChecked();
});

test("what is done with many shows before it is answered, and is taken back for whom it did not work", async () => {
  const served = serveFour();
  served.refused.set("id-Alan", "This is the last administrator.");
  const answer = held();
  served.answering = answer.released;
  const shown = (name: string) => within(screen.getByText(name, { selector: "td *" }).closest("tr") as HTMLElement);
  const user = await openList();
  await user.click(box("Alan"));
  await user.click(box("Grace"));
  await user.click(bar().getByRole("button", { name: "Suspend (2)" }));
  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  for (const name of ["Alan", "Grace"]) expect(await shown(name).findByText("Suspended")).toBeInTheDocument();

  answer.release();
  await screen.findByRole("dialog", { name: "1 person could not be suspended" });
  expect(shown("Alan").getByText("Active")).toBeInTheDocument();
  expect(shown("Grace").getByText("Suspended")).toBeInTheDocument();
});

test("a deletion can be undone from its message, for whom it worked", async () => {
  const served = serveFour();
  served.refused.set("id-Alan", "This is the last administrator.");
  const user = await openList();
  await user.click(all());
  await user.click(bar().getByRole("button", { name: "Delete (4)" }));
  await user.click(await screen.findByRole("button", { name: "Delete" }));

  const report = within(await screen.findByRole("dialog", { name: "1 person could not be deleted" }));
  expect(report.getByText("It worked for 3 people.")).toBeVisible();
  expect(report.getByRole("listitem")).toHaveTextContent("AlanThis is the last administrator.");
  await user.click(report.getByText("Close"));

  served.refused.clear();
  await waitFor(() => expect(document.body.style.pointerEvents).not.toBe("none"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await screen.findByText("3 people are restored")).toBeVisible();
  expect(served.asked.at(-1)?.body).toEqual({ ids: ["id-Grace", "id-Barbara", "id-Edsger"], action: "restore" });
});

test("what lets somebody in again is done without a question", async () => {
  const served = serveFour({ Grace: "suspended" });
  const user = await openList();
  await user.click(box("Grace"));
  await user.click(bar().getByRole("button", { name: "Reactivate (1)" }));
  expect(await screen.findByText("1 person is reactivated")).toBeVisible();
  expect(served.asked).toHaveLength(1);
});

test("an attempt without an answer keeps the selection and is repeated under its key", async () => {
  const served = serveFour({ Grace: "invited" });
  served.failure = () => problem(503, "unavailable", "The database does not answer right now; try again in a moment.");
  const user = await openList();
  await user.click(box("Grace"));
  await user.click(bar().getByRole("button", { name: "Send the invitation again (1)" }));
  expect(await screen.findByText("Nothing is known to have changed")).toBeVisible();

  served.failure = null;
  await user.click(bar().getByRole("button", { name: "Send the invitation again (1)" }));
  expect(await screen.findByText("1 person is invited again")).toBeVisible();
  expect(served.asked[0]?.key).not.toBeNull();
  expect(served.asked[1]?.key).toBe(served.asked[0]?.key);
});

test("what was chosen on one page is not on another", async () => {
  serveFour();
  const user = await openList();
  await user.click(box("Grace"));
  await user.selectOptions(screen.getByLabelText("Status"), "Active");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Selected people" })).toBeNull());
  expect(box("Grace")).not.toBeChecked();
});

test("deleting is offered only to who may, and choosing only to who may change people", async () => {
  serveFour();
  const user = await openList(administrator);
  await user.click(box("Grace"));
  expect(bar().queryByRole("button", { name: /Delete/ })).toBeNull();
});

test("who may not change people has nothing to choose", async () => {
  serveFour();
  await openList(["users.read"]);
  expect(screen.queryAllByRole("checkbox")).toHaveLength(0);
});
