import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { leaveFor } from "@/lib/leave";
import { aGrant } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));
vi.mock("@/lib/leave", () => ({ leaveFor: vi.fn() }));

const acme = { name: "acme", displayName: "Acme", kind: "openId" };
const google = { name: "google", displayName: "Google", kind: "google" };
const link = { provider: "acme", label: "ada@acme.example", linkedAt: "2026-11-01T08:00:00Z" };

beforeEach(() => {
  server.use(http.get(`${root}/api/v1/auth/external`, () => HttpResponse.json([acme, google])));
});

function linkedTo(...links: (typeof link)[]) {
  server.use(http.get(`${root}/api/v1/auth/external/linked`, () => HttpResponse.json(links)));
}

test("the sign-in page leads to each provider, and from there to where the visitor wanted to be", async () => {
  await renderApp("/users?q=ada");
  const links = await screen.findAllByRole("link", { name: /^Continue with/ });
  expect(links.map((one) => [one.textContent, one.getAttribute("href")])).toEqual([
    ["Continue with Acme", "/api/v1/auth/external/acme/start?returnUrl=%2Fusers%3Fq%3Dada"],
    ["Continue with Google", "/api/v1/auth/external/google/start?returnUrl=%2Fusers%3Fq%3Dada"],
  ]);
});

test("the sign-up page leads to the providers, too", async () => {
  await renderApp("/sign-up");
  expect(await screen.findByRole("link", { name: "Continue with Google" })).toHaveAttribute(
    "href",
    "/api/v1/auth/external/google/start?returnUrl=%2F",
  );
});

test("without providers, or when they cannot be asked for, the password is all there is", async () => {
  server.use(http.get(`${root}/api/v1/auth/external`, () => problem(503, "unavailable", "Not now.")));
  await renderApp("/sign-in");
  expect(await screen.findByRole("button", { name: "Sign in" })).toBeVisible();
  expect(screen.queryByText("or")).toBeNull();
});

test("a browser that comes back signed in from a provider is signed in without having been here before", async () => {
  const first = await renderApp("/sign-in");
  const start = await screen.findByRole("link", { name: "Continue with Acme" });
  start.addEventListener("click", (event) => event.preventDefault());
  await first.user.click(start);
  first.unmount();

  server.use(http.post(`${root}/api/v1/auth/refresh`, () => HttpResponse.json(aGrant())));
  await renderApp("/profile");
  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
});

test("a browser that comes back without a session is told why and not that a session had ended", async () => {
  const first = await renderApp("/sign-in");
  const start = await screen.findByRole("link", { name: "Continue with Acme" });
  start.addEventListener("click", (event) => event.preventDefault());
  await first.user.click(start);
  first.unmount();

  await renderApp("/sign-in?error=identity.external_denied&provider=acme&returnTo=%2Fusers");
  expect(await screen.findByText("You have not signed in with Acme.")).toBeVisible();
  expect(screen.queryByText(/Your session has ended/)).toBeNull();
  expect(screen.getByRole("link", { name: "Continue with Acme" })).toHaveAttribute(
    "href",
    "/api/v1/auth/external/acme/start?returnUrl=%2Fusers",
  );
});

test.each([
  ["identity.external_check_mail", /We have sent you a mail/],
  ["identity.external_link_first", /Sign in to it with its password/],
  ["identity.external_no_address", /Create an account first/],
  ["identity.external_state_invalid", /Begin it again/],
  ["identity.provider_unavailable", /Right now Acme does not answer/],
  ["identity.provider_untrusted", /Signing in with Acme did not work/],
  ["whatever", /Signing in with Acme did not work/],
])("%s is explained", async (code, sentence) => {
  await renderApp(`/sign-in?error=${code}&provider=acme`);
  await waitFor(() => expect(screen.getByText(sentence)).toBeVisible());
});

test("an address cannot put words of its own into the page", async () => {
  await renderApp("/sign-in?error=identity.external_denied&provider=Call%20555-0100");
  expect(await screen.findByText("You have not signed in with the provider.")).toBeVisible();
  expect(screen.queryByText(/555/)).toBeNull();
});

test("a way back that leads elsewhere is not taken along", async () => {
  await renderApp("/sign-in?returnTo=%2F.%2F%2Fevil.example");
  expect(await screen.findByRole("link", { name: "Continue with Acme" })).toHaveAttribute(
    "href",
    "/api/v1/auth/external/acme/start?returnUrl=%2F",
  );
});

test("a way back that takes a second factor leads to its step, and from there to where the visitor wanted to be", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/login/mfa`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(aGrant(["users.read"]));
    }),
  );
  const { user } = await renderApp("/sign-in?returnTo=%2Fusers#token=first-step&methods=totp,recoveryCode");
  await user.type(await screen.findByRole("textbox"), "123456");
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "Users" })).toBeVisible();
  expect(bodies).toMatchObject([{ mfaToken: "first-step", method: "totp", code: "123456" }]);
});

test("linking leaves for the provider, and coming back says what is possible now", async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/external/acme/link`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ location: "https://acme.example/authorize?state=1" });
    }),
  );
  const first = await renderApp("/security", aGrant());
  await first.user.click(await screen.findByRole("button", { name: "Link Acme" }));
  await waitFor(() => expect(leaveFor).toHaveBeenCalledWith("https://acme.example/authorize?state=1"));
  expect(bodies).toEqual([{ returnUrl: "/security?linked=acme" }]);
  first.unmount();

  linkedTo(link);
  await renderApp("/security?linked=acme", aGrant());
  expect(await screen.findByText("You can sign in with Acme now.")).toBeVisible();
  expect(screen.getByText(/ada@acme.example/)).toBeVisible();
});

test("unlinking takes the provider away", async () => {
  linkedTo(link);
  server.use(
    http.delete(`${root}/api/v1/auth/external/acme`, () => {
      linkedTo();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Unlink Acme" }));
  expect(await screen.findByText("Acme is no longer linked")).toBeVisible();
  expect(await screen.findByRole("button", { name: "Link Acme" })).toBeVisible();
});

test("the last way to sign in stays, and the page says why", async () => {
  linkedTo(link);
  server.use(
    http.delete(`${root}/api/v1/auth/external/acme`, () =>
      problem(409, "identity.last_sign_in_method", "This is the only way to sign in to the account."),
    ),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Unlink Acme" }));
  expect(await screen.findByText("Acme is still linked")).toBeVisible();
  expect(screen.getByText("This is the only way to sign in to the account.")).toBeVisible();
});

test("a provider that the installation no longer has can still be unlinked", async () => {
  linkedTo({ ...link, provider: "gone" });
  await renderApp("/security", aGrant());
  expect(await screen.findByRole("button", { name: "Unlink gone" })).toBeVisible();
});

test("a failure on the way back is explained on the security page", async () => {
  await renderApp("/security?error=identity.external_taken&provider=acme", aGrant());
  expect(await screen.findByText("That person of Acme signs in to another account already.")).toBeVisible();
});
