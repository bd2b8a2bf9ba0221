import { act, screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

test("signing up leads to the mailbox hint, which can send the link again", async () => {
  const { user, router } = await renderApp("/sign-up");
  const resent: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/register`, () => new HttpResponse(null, { status: 202 })),
    http.post(`${root}/api/v1/auth/email/resend`, async ({ request }) => {
      resent.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
  );

  await user.type(await screen.findByLabelText("Name"), "Ada Lovelace");
  await user.type(screen.getByLabelText("Email"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Create account" }));

  expect(await screen.findByRole("heading", { name: "Check your mail" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/check-mail");
  await user.click(screen.getByRole("button", { name: "Send a new link" }));
  expect(await screen.findByText(/a new mail is on its way/)).toBeVisible();
  expect(resent).toEqual([{ email: "ada@example.org" }]);
});

test("the link in the mail confirms the address exactly once and leads to sign-in", async () => {
  const tokens: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/email/verify`, async ({ request }) => {
      tokens.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/verify-email#token=abc-123");

  expect(await screen.findByText("Your address is confirmed.")).toBeVisible();
  expect(tokens).toEqual([{ token: "abc-123" }]);
  await user.click(screen.getByRole("link", { name: "Sign in" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a used link offers a new one", async () => {
  server.use(http.post(`${root}/api/v1/auth/email/verify`, () => problem(400, "identity.invalid_token", "No.")));
  await renderApp("/verify-email#token=used");

  expect(await screen.findByRole("alert")).toHaveTextContent("used up or has expired");
  expect(screen.getByRole("button", { name: "Send a new link" })).toBeVisible();
});

test("a forgotten password is replaced by way of the mailed link", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/password/forgot`, async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    }),
    http.post(`${root}/api/v1/auth/password/reset`, async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user, router } = await renderApp("/sign-in");
  await user.click(await screen.findByRole("link", { name: "Forgot your password?" }));
  await screen.findByRole("heading", { name: "Forgot your password?" });
  await user.type(await screen.findByLabelText("Email"), "ada@example.org");
  await user.click(screen.getByRole("button", { name: "Send the link" }));
  expect(await screen.findByText(/If ada@example.org has an account/)).toBeVisible();

  await act(() => router.navigate("/reset-password#token=abc-123"));
  await user.type(await screen.findByLabelText("New password"), "a long and quiet sentence");
  await user.click(screen.getByRole("button", { name: "Save the new password" }));
  expect(await screen.findByText(/Your new password is saved/)).toBeVisible();
  expect(sent).toEqual([{ email: "ada@example.org" }, { token: "abc-123", newPassword: "a long and quiet sentence" }]);
  await user.click(screen.getByRole("link", { name: "Sign in" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a used reset link says so and offers another", async () => {
  server.use(http.post(`${root}/api/v1/auth/password/reset`, () => problem(400, "identity.invalid_token", "No.")));
  const { user } = await renderApp("/reset-password#token=used");
  await user.type(await screen.findByLabelText("New password"), "a long and quiet sentence");
  await user.click(screen.getByRole("button", { name: "Save the new password" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("used up or has expired");
  expect(screen.getByRole("link", { name: "Send me a new link" })).toBeVisible();
});

test("the setup link creates the first administrator and signs in", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.get(`${root}/api/v1/auth/setup`, () => HttpResponse.json({ required: true })),
    http.post(`${root}/api/v1/auth/setup`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(aGrant(["users.read"]));
    }),
  );
  const { user } = await renderApp("/setup#token=first");

  await user.type(await screen.findByLabelText("Name"), "Ada Lovelace");
  await user.type(screen.getByLabelText("Email"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Create administrator" }));

  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  expect(bodies).toEqual([
    { token: "first", displayName: "Ada Lovelace", email: "ada@example.org", password: "correct horse battery" },
  ]);
});

test("an unknown address says so", async () => {
  await renderApp("/nowhere");
  expect(await screen.findByText("There is no page here")).toBeVisible();
});
