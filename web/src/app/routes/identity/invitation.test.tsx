import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const address = `${root}/api/v1/auth/invitation`;

async function choose(password: string) {
  const { user } = await renderApp("/accept-invitation#token=abc-123");
  await user.type(await screen.findByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Accept the invitation" }));
  return user;
}

test("whoever is invited chooses a password by the mailed link and goes on to sign in", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(address, async ({ request }) => {
      sent.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const user = await choose("a long and quiet sentence");
  expect(await screen.findByText(/Your password is saved/)).toBeVisible();
  expect(sent).toEqual([{ token: "abc-123", password: "a long and quiet sentence" }]);
  await user.click(screen.getByRole("link", { name: "Sign in" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a used link says so and whom to ask", async () => {
  server.use(http.post(address, () => problem(400, "identity.invalid_token", "No.")));
  await choose("a long and quiet sentence");
  expect(await screen.findByRole("alert")).toHaveTextContent("Ask whoever invited you");
});

test("a password that is refused says why at its field", async () => {
  server.use(
    http.post(address, () =>
      HttpResponse.json(
        { code: "identity.password_refused", detail: "No.", errors: { password: ["Is one of the first."] } },
        { status: 400, headers: { "Content-Type": "application/problem+json" } },
      ),
    ),
  );
  await choose("password password");
  expect(await screen.findByText("Is one of the first.")).toBeVisible();
});

test("a link without its token says so", async () => {
  await renderApp("/accept-invitation");
  expect(await screen.findByRole("alert")).toHaveTextContent("This link is incomplete");
});
