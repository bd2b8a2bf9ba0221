import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { administrator, aGrant, aToken } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const tokens = `${root}/api/v1/auth/tokens`;
const secret = "mlp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg2MPj3B";

function has(...list: ReturnType<typeof aToken>[]) {
  server.use(http.get(tokens, () => HttpResponse.json(list)));
}

/** Makes every token it is asked for; answers what it was asked. */
function makes() {
  const asked: { name: string; scopes: string[]; expiresAt: string }[] = [];
  server.use(
    http.post(tokens, async ({ request }) => {
      const body = (await request.json()) as (typeof asked)[number];
      asked.push(body);
      const made = aToken({ ...body, id: "made" });
      has(made);
      return HttpResponse.json({ ...made, token: secret }, { status: 201 });
    }),
  );
  return asked;
}

/** What the server answers to whoever has not shown a credential lately. */
function tooLongAgo() {
  const answer = problem(401, "identity.reauthentication_needed", "Confirm first that this is you.");
  answer.headers.set("WWW-Authenticate", 'Bearer error="insufficient_user_authentication", max_age=600');
  return answer;
}

async function openDialog(permissions: string[] = []) {
  const app = await renderApp("/security", aGrant(permissions));
  await app.user.click(await screen.findByRole("button", { name: "New token" }));
  return { ...app, dialog: within(screen.getByRole("dialog", { name: "New API token" })) };
}

test("a token is made with what was chosen, shown once, and in the list", async () => {
  has();
  const asked = makes();
  const { user, dialog } = await openDialog(administrator);
  await user.type(dialog.getByLabelText("Name"), "nightly report");
  await user.selectOptions(dialog.getByLabelText("Expires"), "In 7 days");
  await user.click(dialog.getByLabelText("Read the directory of people"));
  await user.click(dialog.getByLabelText("Read metrics, requests and traces"));
  await user.click(dialog.getByLabelText("Read metrics, requests and traces"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));

  expect(await screen.findByLabelText("Token")).toHaveValue(secret);
  expect(await screen.findByText("nightly report")).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ name: "nightly report", scopes: ["users.read"] });
  const days = (new Date(asked[0]?.expiresAt ?? "").getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThanOrEqual(7);

  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByText("Copied.")).toBeVisible();
  expect(await navigator.clipboard.readText()).toBe(secret);
  await user.click(screen.getByRole("button", { name: "I have copied it" }));
  expect(screen.queryByDisplayValue(secret)).toBeNull();
});

test("where there is no clipboard the token is selected", async () => {
  has();
  makes();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByLabelText("Read your own account and profile"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  const shown = await screen.findByLabelText<HTMLInputElement>("Token");
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValueOnce(new DOMException("No.", "NotAllowedError"));
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await screen.findByText(/^Selected/)).toBeVisible();
  expect(shown.selectionEnd).toBe(secret.length);
});

test("only what the person holds is offered", async () => {
  const { dialog } = await openDialog(["users.read", "lab.open"]);
  expect(dialog.getAllByRole("checkbox").map((box) => box.getAttribute("value"))).toEqual([
    "profile.read",
    "users.read",
    "lab.open",
  ]);
  expect(dialog.getByLabelText("lab.open")).toBeVisible();
});

test("a member without permissions can make a token for the own profile", async () => {
  has();
  const asked = makes();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), "my widget");
  await user.click(dialog.getByLabelText("Read your own account and profile"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(await screen.findByLabelText("Token")).toHaveValue(secret);
  expect(asked[0]?.scopes).toEqual(["profile.read"]);
});

test("what is missing is said at its place, and the first of it gets the focus", async () => {
  const { user, dialog } = await openDialog(administrator);
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(dialog.getByText("Say what the token is for.")).toBeVisible();
  expect(dialog.getByText("Choose at least one.")).toBeVisible();
  expect(dialog.getByLabelText("Name")).toHaveFocus();
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(dialog.getByLabelText("Read your own account and profile")).toHaveFocus();
});

test("a day can be chosen, and must be one that comes", async () => {
  has();
  const asked = makes();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByLabelText("Read your own account and profile"));
  await user.selectOptions(dialog.getByLabelText("Expires"), "On a day I choose");
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(dialog.getByText("Choose a day.")).toBeVisible();

  const day = dialog.getByLabelText("Last day");
  await user.type(day, "2020-01-01");
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(dialog.getByText("Choose a day that is not over.")).toBeVisible();

  const last = day.getAttribute("max") ?? "";
  await user.clear(day);
  await user.type(day, last);
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  await screen.findByLabelText("Token");
  expect(asked[0]?.expiresAt).toBe(new Date(`${last}T23:59:59`).toISOString());
});

test("what the server refuses is said in the dialog, which stays", async () => {
  server.use(
    http.post(tokens, () =>
      problem(400, "identity.scope_not_held", "No.", { scopes: ["You have no permission 'users.read'."] }),
    ),
  );
  const { user, dialog } = await openDialog(administrator);
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByLabelText("Read the directory of people"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(await dialog.findByText("You have no permission 'users.read'.")).toBeVisible();
});

test("who has signed in long ago is asked again, and goes on where the form was", async () => {
  has();
  let isConfirmed = false;
  const asked = makes();
  server.use(
    http.post(tokens, () => (isConfirmed ? undefined : tooLongAgo())),
    http.post(`${root}/api/v1/auth/reauthenticate`, () => {
      isConfirmed = true;
      return HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 });
    }),
  );
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByLabelText("Read your own account and profile"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  const first = within(await screen.findByRole("dialog", { name: "Is this you?" }));
  await user.click(await first.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(dialog.getByLabelText("Name")).toHaveValue("n"));
  expect(asked).toEqual([]);

  await user.click(dialog.getByRole("button", { name: "Create token" }));
  const question = within(await screen.findByRole("dialog", { name: "Is this you?" }));
  await user.type(await question.findByLabelText("Your password"), "a long and quiet sentence");
  await user.click(question.getByRole("button", { name: "Go on" }));
  expect(await screen.findByLabelText("Token")).toHaveValue(secret);
  expect(asked).toHaveLength(1);
});

test("a token is revoked after one question and leaves the list", async () => {
  has(aToken({ id: "one", name: "nightly report" }));
  const revoked: string[] = [];
  server.use(
    http.delete(`${tokens}/:id`, ({ params }) => {
      revoked.push(String(params.id));
      has();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Revoke nightly report" }));
  const dialog = within(screen.getByRole("dialog", { name: "Revoke “nightly report”?" }));
  expect(revoked).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("“nightly report” is revoked")).toBeVisible();
  expect(await screen.findByText("No API tokens")).toBeVisible();
  expect(revoked).toEqual(["one"]);
});

test("a token that could not be revoked stays, and the page says so", async () => {
  has(aToken({ name: "nightly report" }));
  server.use(http.delete(`${tokens}/:id`, () => problem(503, "unavailable", "Try again in a moment.")));
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Revoke nightly report" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Revoke" }));
  expect(await screen.findByText("“nightly report” still works")).toBeVisible();
});

test("the list says what has expired, what will soon, and what was never used", async () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  has(
    aToken({ id: "1", name: "old", expiresAt: inDays(-1), lastUsedAt: inDays(-2) }),
    aToken({ id: "2", name: "soon", expiresAt: inDays(2) }),
    aToken({ id: "3", name: "late", expiresAt: inDays(30) }),
  );
  await renderApp("/security", aGrant());
  expect(await screen.findAllByText("Expired")).toHaveLength(1);
  expect(screen.getAllByText("Expires soon")).toHaveLength(1);
  expect(screen.getByText(/last used/)).toHaveTextContent("last used 2 days ago");
  expect(screen.getAllByText(/never used/)).toHaveLength(2);
});

test("the dialog, its errors and the shown token are accessible", async () => {
  has();
  makes();
  const { user, dialog } = await openDialog(administrator);
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  expect(await violations()).toEqual([]);
  await user.type(dialog.getByLabelText("Name"), "n");
  await user.click(dialog.getByLabelText("Read the directory of people"));
  await user.click(dialog.getByRole("button", { name: "Create token" }));
  await screen.findByLabelText("Token");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await violations()).toEqual([]);
});

/** An open dialog stands at the end of the document, outside the landmarks; jsdom computes no colours. */
async function violations() {
  const { violations: found } = await axe.run(document, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
