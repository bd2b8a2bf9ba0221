import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, anAuditEntry, aUser } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const someone = "01890a5d-ac96-774b-bcce-b302099a8057";

/** Serves pages by their cursor and keeps the questions. */
function serveAudit(pages: Record<string, { items: ReturnType<typeof anAuditEntry>[]; next: string | null }>) {
  const questions: URLSearchParams[] = [];
  server.use(
    http.get(`${root}/api/v1/monitoring/audit`, ({ request }) => {
      const question = new URL(request.url).searchParams;
      questions.push(question);
      return HttpResponse.json(pages[question.get("after") ?? ""]);
    }),
    http.get(`${root}/api/v1/users/${someone}`, () => HttpResponse.json(aUser({ id: someone }))),
  );
  return questions;
}

test("an entry says what happened, to whom, from where, and leads to the person and to the trace", async () => {
  serveAudit({
    "": { items: [anAuditEntry({ kind: "sign-in-failed", detail: "wrong-password", actorId: null })], next: null },
  });
  await renderApp("/monitoring/audit", aGrant(administrator));

  const row = within((await screen.findByText("wrong password")).closest("tr") ?? document.body);
  expect(row.getByText("Sign-in failed")).toBeVisible();
  expect(row.getByText("Firefox on Linux")).toBeVisible();
  expect(row.getByText("192.0.2.7")).toBeVisible();
  expect(await row.findByRole("link", { name: "Ada Lovelace" })).toHaveAttribute("href", `/users/${someone}`);
  expect(row.getByRole("link", { name: "corr-1" })).toHaveAttribute("href", "/monitoring/traces/corr-1");
});

test("the address holds the filter, and a click narrows the list to one account", async () => {
  const questions = serveAudit({ "": { items: [anAuditEntry()], next: null } });
  const { user, router } = await renderApp("/monitoring/audit?kind=signed-in&from=2026-11-01", aGrant(administrator));

  await user.click(await screen.findByRole("button", { name: "Show this account only" }));

  await waitFor(() => expect(questions.at(-1)?.get("accountId")).toBe(someone));
  expect(questions[0]?.get("kind")).toBe("signed-in");
  expect(questions[0]?.get("from")).toBe(new Date("2026-11-01T00:00:00").toISOString());
  expect(router.state.location.search).toBe(`?kind=signed-in&accountId=${someone}&from=2026-11-01`);
  expect(screen.getByLabelText("What")).toHaveValue("signed-in");

  await user.click(screen.getByRole("button", { name: "Clear" }));
  expect(router.state.location.search).toBe("");
});

test("older entries are read on demand, to the end", async () => {
  serveAudit({
    "": { items: [anAuditEntry({ id: "2", kind: "signed-out", detail: null })], next: "cursor-1" },
    "cursor-1": { items: [anAuditEntry({ id: "1", kind: "registered", detail: null })], next: null },
  });
  const { user } = await renderApp("/monitoring/audit", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Show older" }));
  expect(await screen.findByText("Registered", { selector: "td *" })).toBeVisible();
  expect(screen.getByText("Signed out", { selector: "td *" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show older" })).toBeNull();
});

test("somebody who is not in the directory is shown by the id, and nobody as nobody", async () => {
  server.use(http.get(`${root}/api/v1/users/:id`, () => problem(404, "users.not_found", "Nobody.")));
  server.use(
    http.get(`${root}/api/v1/monitoring/audit`, () =>
      HttpResponse.json({
        items: [
          anAuditEntry({ id: "2", accountId: "gone", actorId: "gone" }),
          anAuditEntry({ id: "1", accountId: null, actorId: null, ip: null, device: null, browser: null }),
        ],
        next: null,
      }),
    ),
  );
  await renderApp("/monitoring/audit", aGrant(administrator));
  expect(await screen.findByText("gone")).toBeVisible();
  expect(screen.getByText("Nobody’s")).toBeVisible();
  expect(screen.getByText("No network")).toBeVisible();
});

test("without the permission there is neither the page nor the way to it", async () => {
  await renderApp("/monitoring/audit", aGrant(["monitoring.read"]));
  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Audit trail" })).toBeNull();
});
