import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant, anAccount } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const key = {
  secret: "JBSWY3DPEHPK3PXP",
  uri: "otpauth://totp/Monolith:ada",
  qrSvg: "<svg xmlns='http://www.w3.org/2000/svg'/>",
};
const codes = ["ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "YZ23-4567-ABCD-EFGH-IJKL-MNOP"];

const needingSecondFactor = aGrant([], { user: { ...aGrant().user, secondFactorNeeded: true } });

/** From now on the session has shown a second factor. */
const refreshes = () =>
  http.post(`${root}/api/v1/auth/refresh`, () => HttpResponse.json(aGrant([], { accessToken: "token-3" })));

function asksForCode() {
  server.use(
    http.post(`${root}/api/v1/auth/login`, () =>
      HttpResponse.json({ mfaRequired: true, mfaToken: "step-1", methods: ["totp", "recoveryCode"] }),
    ),
  );
}

async function firstStep() {
  const page = await renderApp("/sign-in");
  asksForCode();
  await page.user.type(await screen.findByLabelText("Email"), "ada@example.org");
  await page.user.type(screen.getByLabelText("Password"), "correct horse battery");
  await page.user.click(screen.getByRole("button", { name: "Sign in" }));
  return page;
}

test("an account with an authenticator app is asked for its code, and signs in with it", async () => {
  const proofs: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/login/mfa`, async ({ request }) => {
      proofs.push(await request.json());
      return HttpResponse.json(aGrant());
    }),
  );
  const { user, router } = await firstStep();

  await user.type(await screen.findByLabelText("Code"), "123456");
  await user.click(screen.getByRole("button", { name: "Sign in" }));

  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/profile");
  expect(proofs).toEqual([{ mfaToken: "step-1", method: "totp", code: "123456" }]);
});

test("a recovery code takes the place of the app, and a wrong one is said at its field", async () => {
  const proofs: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/login/mfa`, async ({ request }) => {
      proofs.push(await request.json());
      return problem(401, "identity.invalid_code", "No.", { code: ["The code is wrong or was used before."] });
    }),
  );
  const { user } = await firstStep();

  await user.click(await screen.findByRole("button", { name: "Use a recovery code" }));
  await user.type(screen.getByLabelText("Recovery code"), "abcd efgh ijkl mnop qrst uvwx");
  await user.click(screen.getByRole("button", { name: "Sign in" }));

  expect(await screen.findByText("The code is wrong or was used before.")).toBeVisible();
  expect(screen.getByLabelText("Recovery code")).toHaveFocus();
  expect(proofs).toEqual([{ mfaToken: "step-1", method: "recoveryCode", code: "abcd efgh ijkl mnop qrst uvwx" }]);

  await user.click(screen.getByRole("button", { name: "Start over" }));
  expect(await screen.findByLabelText("Password")).toBeVisible();
});

test("setting up an app asks who it is, shows the key, and hands out recovery codes that must be kept", async () => {
  const proofs: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/mfa/totp`, ({ request }) =>
      request.headers.get("Authorization") === "Bearer token-2"
        ? HttpResponse.json(key)
        : HttpResponse.json(
            { status: 401, code: "identity.reauthentication_needed", detail: "Confirm first that this is you." },
            {
              status: 401,
              headers: {
                "Content-Type": "application/problem+json",
                "WWW-Authenticate": 'Bearer error="insufficient_user_authentication", max_age=600',
              },
            },
          ),
    ),
    http.post(`${root}/api/v1/auth/reauthenticate`, async ({ request }) => {
      proofs.push(await request.json());
      return HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 });
    }),
    http.post(`${root}/api/v1/auth/mfa/totp/confirm`, () => {
      server.use(
        http.get(`${root}/api/v1/auth/me`, () =>
          HttpResponse.json(anAccount({ authenticator: true, recoveryCodesLeft: 10 })),
        ),
      );
      return HttpResponse.json({ recoveryCodes: codes });
    }),
    refreshes(),
  );
  const { user } = await renderApp("/security", needingSecondFactor);
  expect(await screen.findByText(/Your role asks for a second factor/)).toBeVisible();

  await user.click(await screen.findByRole("button", { name: "Set up an authenticator app" }));
  const question = await screen.findByRole("dialog", { name: "Is this you?" });
  await user.type(await within(question).findByLabelText("Your password"), "a long and quiet sentence");
  await user.click(within(question).getByRole("button", { name: "Go on" }));

  const setup = await screen.findByRole("dialog", { name: "Set up an authenticator app" });
  expect(within(setup).getByRole("img", { name: /QR code/ })).toBeVisible();
  expect(within(setup).getByText("JBSW Y3DP EHPK 3PXP")).toBeVisible();
  await user.type(within(setup).getByLabelText("Code"), "123456");
  await user.click(within(setup).getByRole("button", { name: "Turn on" }));

  const shown = await screen.findByRole("dialog", { name: "Keep these recovery codes" });
  for (const code of codes) expect(within(shown).getByText(code)).toBeVisible();
  const done = within(shown).getByRole("button", { name: "Done" });
  expect(done).toBeDisabled();
  await user.click(within(shown).getByLabelText("I have kept them in a safe place"));
  await user.click(done);

  expect(
    await screen.findByText("10 of 10 recovery codes are left, for when you do not have your phone."),
  ).toBeVisible();
  expect(proofs).toEqual([{ password: "a long and quiet sentence", code: null }]);
  expect(screen.queryByText(/Your role asks for a second factor/)).toBeNull();
});

test("before the second factor that a role asks for nothing is offered but setting one up", async () => {
  await renderApp("/security", needingSecondFactor);
  expect(await screen.findByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  expect(screen.getByRole("heading", { name: "Passkeys" })).toBeVisible();
  for (const title of ["Where you are signed in", "Change password", "Recent security events"])
    expect(screen.queryByText(title)).toBeNull();
  expect(screen.queryByRole("button", { name: "Sign out everywhere" })).toBeNull();
});

test("a role that asks for a second factor leads to setting one up", async () => {
  const { user, router } = await renderApp("/profile", needingSecondFactor);
  await user.click(await screen.findByRole("link", { name: "Set up a second factor" }));
  expect(router.state.location.pathname).toBe("/security");
  expect(await screen.findByText("Set up an authenticator app or a passkey below.")).toBeVisible();
});

test("who has an app and signed in before the role asked for it shows password and code", async () => {
  const proofs: unknown[] = [];
  server.use(
    http.get(`${root}/api/v1/auth/me`, () => HttpResponse.json(anAccount({ authenticator: true }))),
    http.post(`${root}/api/v1/auth/reauthenticate`, async ({ request }) => {
      proofs.push(await request.json());
      return HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 });
    }),
    refreshes(),
  );
  const { user } = await renderApp("/profile", needingSecondFactor);
  await user.click(await screen.findByRole("button", { name: "Show it now" }));
  await user.type(await screen.findByLabelText("Your password"), "a long and quiet sentence");
  await user.type(screen.getByLabelText("Code"), "123456");
  await user.click(screen.getByRole("button", { name: "Go on" }));
  await waitFor(() => expect(screen.queryByText(/Your role asks for a second factor/)).toBeNull());
  expect(proofs).toEqual([{ password: "a long and quiet sentence", code: "123456", method: "totp" }]);
});

test("an app is removed once the person has said so", async () => {
  let removed = 0;
  server.use(
    http.get(`${root}/api/v1/auth/me`, () =>
      HttpResponse.json(removed === 0 ? anAccount({ authenticator: true, recoveryCodesLeft: 0 }) : anAccount()),
    ),
    http.delete(`${root}/api/v1/auth/mfa/totp`, () => {
      removed++;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  expect(await screen.findByText(/No recovery codes are left/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
  expect(await screen.findByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
  expect(removed).toBe(1);
});
