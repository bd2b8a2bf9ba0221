import { act, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import type { Import } from "@/features/users/api/imports";
import { administrator, aGrant } from "@/testing/examples";
import { FakeCentrifuge } from "@/testing/fake-centrifuge";
import { anImport } from "@/testing/import-example";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const people = new File(["E-Mail;Nick\nada@example.org;Ada"], "people.csv", { type: "text/csv" });

/** Serves one import that the test can change, and keeps what is asked. */
function serveImport(course = anImport()) {
  const served = { course, asked: [] as string[] };
  const address = `${root}/api/v1/users/imports`;
  const goOn = (how: string, status: Import["status"]) =>
    http.post(`${address}/:id/${how}`, () => {
      served.asked.push(how);
      served.course = { ...served.course, status, done: 0 };
      return HttpResponse.json(served.course, { status: 202 });
    });
  server.use(
    http.post(`${address}/preview`, () =>
      HttpResponse.json({
        format: "csv",
        encoding: "utf-8",
        delimiter: ";",
        columns: served.course.columns,
        fields: ["email", "displayName"],
        rows: [["lin@example.org", "Lin"]],
      }),
    ),
    http.post(address, ({ request }) => {
      served.asked.push(`${new URL(request.url).search} ${request.headers.get("Content-Type")}`);
      return HttpResponse.json(served.course, { status: 202 });
    }),
    http.get(`${address}/:id`, () => HttpResponse.json(served.course)),
    http.get(`${address}/:id/changes`, ({ request }) =>
      HttpResponse.json({
        items:
          new URL(request.url).searchParams.get("change") === "update"
            ? [
                {
                  row: 2,
                  email: "ada@example.org",
                  change: "update",
                  userId: "0193-ada",
                  fields: [{ field: "displayName", from: "Ada", to: "Countess" }],
                  errors: [],
                  isUndone: false,
                },
              ]
            : [
                {
                  row: 3,
                  email: "grace@example.org",
                  change: "create",
                  userId: null,
                  fields: [{ field: "displayName", from: null, to: "Grace" }],
                  errors: [],
                  isUndone: false,
                },
              ],
        next: null,
      }),
    ),
    goOn("apply", "running"),
    goOn("undo", "undoing"),
  );
  return served;
}

test("a file is looked at, its columns are named, and what it changes is found out before anything is written", async () => {
  const served = serveImport();
  const { user, router } = await renderApp("/users/import", aGrant(administrator));
  await user.upload(await screen.findByLabelText("File"), people);

  expect(await screen.findByLabelText("What E-Mail is")).toHaveValue("email");
  expect(screen.getByText("lin@example.org")).toBeVisible();
  await user.selectOptions(screen.getByLabelText("What Nick is"), "Name");
  await user.click(screen.getByRole("button", { name: "Check what it changes" }));

  expect(await screen.findByRole("heading", { name: "This is what it would change" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/users/import/0193-import");
  expect(served.asked).toEqual([
    "?dryRun=true&invite=false&mapping=%231%3Aemail%2C%232%3AdisplayName&fileName=people.csv text/csv",
  ]);
});

test("without a column for the address nothing is sent", async () => {
  const served = serveImport();
  const { user } = await renderApp("/users/import", aGrant(administrator));
  await user.upload(await screen.findByLabelText("File"), people);
  await user.selectOptions(await screen.findByLabelText("What E-Mail is"), "Ignored");
  expect(screen.getByText("Say which column is the email address: people are known by it.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Check what it changes" })).toBeDisabled();
  await user.selectOptions(screen.getByLabelText("What E-Mail is"), "Email");
  await user.selectOptions(screen.getByLabelText("What Nick is"), "Email");
  expect(screen.getByText("Each field can be one column only.")).toBeVisible();
  expect(served.asked).toEqual([]);
});

test("a file that cannot be read says so at the file", async () => {
  server.use(
    http.post(`${root}/api/v1/users/imports/preview`, () =>
      problem(400, "users.import_refused", "Refused.", { file: ["Is a workbook of a spreadsheet; save it as CSV."] }),
    ),
  );
  const { user } = await renderApp("/users/import", aGrant(administrator));
  await user.upload(await screen.findByLabelText("File"), people);
  expect(await screen.findByText("Is a workbook of a spreadsheet; save it as CSV.")).toBeVisible();
});

test("the difference and the errors are shown, and importing it shows how far it is", async () => {
  const served = serveImport();
  const { user } = await renderApp("/users/import/0193-import", aGrant(administrator));
  expect(await screen.findByText("Countess")).toBeVisible();
  expect(screen.getByText("Must be an international number.")).toBeVisible();
  await user.selectOptions(screen.getByLabelText("People"), "New (1)");
  expect(await screen.findByText("grace@example.org")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Import it" }));
  expect(await screen.findByRole("progressbar", { name: "Importing" })).toBeVisible();
  const progressed = {
    importId: "0193-import",
    rows: 3,
    created: 1,
    updated: 0,
    unchanged: 0,
    failed: 0,
    undone: 0,
    notUndone: 0,
  };
  act(() =>
    FakeCentrifuge.publish("users.import:0193-import", "users.user-import-progressed.v1", {
      ...progressed,
      status: "running",
      done: 2,
      progressedAt: "2026-11-01T08:00:02Z",
    }),
  );
  expect(await screen.findByText("2 of 3 rows")).toBeVisible();
  // One that was overtaken changes nothing.
  act(() =>
    FakeCentrifuge.publish("users.import:0193-import", "users.user-import-progressed.v1", {
      ...progressed,
      status: "running",
      done: 1,
      progressedAt: "2026-11-01T08:00:01Z",
    }),
  );
  expect(screen.getByText("2 of 3 rows")).toBeVisible();

  served.course = anImport({ status: "completed", errors: [] });
  act(() =>
    FakeCentrifuge.publish("users.import:0193-import", "users.user-import-progressed.v1", {
      ...progressed,
      status: "completed",
      done: 3,
      progressedAt: "2026-11-01T08:00:03Z",
    }),
  );
  expect(await screen.findByRole("heading", { name: "Imported" })).toBeVisible();
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(served.asked).toEqual(["apply"]);
});

test("what was imported can be taken back", async () => {
  const served = serveImport(anImport({ status: "completed" }));
  const { user } = await renderApp("/users/import/0193-import", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Take all of it back" }));
  expect(await screen.findByRole("heading", { name: "Taking it back" })).toBeVisible();
  served.course = anImport({ status: "undone", undone: 2 });
  act(() => void FakeCentrifuge.latest?.subscriptions.get("users.import:0193-import")?.emit("subscribed", {}));
  expect(await screen.findByRole("heading", { name: "Taken back" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Take all of it back" })).toBeNull();
});

test("all errors are saved as a file", async () => {
  serveImport();
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  URL.createObjectURL = () => "blob:errors";
  URL.revokeObjectURL = () => undefined;
  server.use(
    http.get(`${root}/api/v1/users/imports/:id/errors`, () =>
      HttpResponse.text("row,field,message\r\n", {
        headers: { "Content-Disposition": "attachment; filename=import-errors.csv" },
      }),
    ),
  );
  const { user } = await renderApp("/users/import/0193-import", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Save all errors" }));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe("import-errors.csv");
  saved.mockRestore();
});

test("whoever may not write people sees no import", async () => {
  await renderApp("/users/import", aGrant(["users.read"]));
  expect(await screen.findByText("You have no permission for this page")).toBeVisible();
});

test("the people whom the list finds are exported", async () => {
  const questions: string[] = [];
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  URL.createObjectURL = () => "blob:users";
  URL.revokeObjectURL = () => undefined;
  server.use(
    http.get(`${root}/api/v1/users/export`, ({ request }) => {
      questions.push(new URL(request.url).search);
      return HttpResponse.text("id\r\n");
    }),
  );
  const { user } = await renderApp("/users?q=ada&status=active", aGrant(administrator));
  await user.click(await screen.findByRole("button", { name: "Files" }));
  const menu = within(await screen.findByRole("menu"));
  expect(menu.getByText("Export whom the list finds")).toBeVisible();
  await user.click(menu.getByRole("menuitem", { name: "As CSV, for spreadsheets" }));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(questions).toEqual(["?format=csv&q=ada&status=active"]);
  expect((saved.mock.contexts[0] as HTMLAnchorElement).download).toBe("users.csv");
  saved.mockRestore();

  await user.click(await screen.findByRole("button", { name: "Files" }));
  await user.click(await screen.findByRole("menuitem", { name: "Import people" }));
  expect(await screen.findByRole("heading", { name: "Choose a file" })).toBeVisible();
});
