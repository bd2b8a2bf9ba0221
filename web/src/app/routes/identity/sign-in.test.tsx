import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

async function signIn(user: Awaited<ReturnType<typeof renderApp>>["user"]) {
  await user.type(await screen.findByLabelText("Email"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

test("the start leads a visitor to sign-in, and signing in leads to the own profile", async () => {
  const { user, router } = await renderApp("/");
  server.use(http.post(`${root}/api/v1/auth/login`, () => HttpResponse.json(aGrant())));

  await signIn(user);

  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/profile");
});

test("signing in leads back to the page that asked for it", async () => {
  const { user, router } = await renderApp("/users?q=ada");
  server.use(http.post(`${root}/api/v1/auth/login`, () => HttpResponse.json(aGrant(["users.read"]))));

  await signIn(user);

  expect(await screen.findByRole("heading", { name: "Users" })).toBeVisible();
  expect(router.state.location.search).toBe("?q=ada");
});

test("wrong credentials are said once, above the form, with the correlation id", async () => {
  const { user } = await renderApp("/sign-in");
  server.use(http.post(`${root}/api/v1/auth/login`, () => problem(401, "identity.invalid_credentials", "No.")));

  await signIn(user);

  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Email or password is not right");
  expect(alert).toHaveTextContent("corr-1");
  expect(screen.getByLabelText("Password")).toHaveValue("correct horse battery");
});

test("the server's field errors stand next to their fields and take the focus", async () => {
  const { user } = await renderApp("/sign-up");
  server.use(
    http.post(`${root}/api/v1/auth/register`, () =>
      problem(400, "validation", "One field is wrong.", { password: ["This password is known from a breach."] }),
    ),
  );

  await user.type(await screen.findByLabelText("Name"), "Ada Lovelace");
  await user.type(screen.getByLabelText("Email"), "ada@example.org");
  await user.type(screen.getByLabelText("Password"), "password1234");
  await user.click(screen.getByRole("button", { name: "Create account" }));

  const password = screen.getByLabelText("Password");
  await waitFor(() => expect(password).toBeInvalid());
  expect(password).toHaveAccessibleDescription(expect.stringContaining("This password is known from a breach."));
  expect(password).toHaveFocus();
  expect(screen.getByLabelText("Email")).toBeValid();
});

test("slips are told before the server is asked", async () => {
  const { user } = await renderApp("/sign-in");

  await user.type(await screen.findByLabelText("Email"), "ada");
  await user.click(screen.getByRole("button", { name: "Sign in" }));

  expect(screen.getByLabelText("Email")).toHaveFocus();
  expect(screen.getByText("Enter a whole email address, like ada@example.org.")).toBeVisible();
  expect(screen.getByText("Enter your password.")).toBeVisible();
});

test("too many attempts say how long to wait", async () => {
  const { user } = await renderApp("/sign-in");
  server.use(
    http.post(`${root}/api/v1/auth/login`, () =>
      HttpResponse.json({ title: "Too many requests" }, { status: 429, headers: { "Retry-After": "30" } }),
    ),
  );

  await signIn(user);

  expect(await screen.findByText("Too many attempts. Try again in 30 s.")).toBeVisible();
});

test("a fresh installation points to its setup link", async () => {
  server.use(http.get(`${root}/api/v1/auth/setup`, () => HttpResponse.json({ required: true })));
  await renderApp("/sign-in");
  expect(await screen.findByText(/Open the setup link/)).toBeVisible();
});
