import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant, anAccount, aPasskey } from "@/testing/examples";
import { closed, sentPasskey, shownPasskey, waiting, withPasskeys } from "@/testing/fake-passkeys";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const passkeys = `${root}/api/v1/auth/passkeys`;
const login = `${root}/api/v1/auth/login/passkey`;

const requestOptions = {
  challenge: "Y2hhbGxlbmdl",
  timeout: 300_000,
  rpId: "localhost",
  allowCredentials: [],
  userVerification: "required",
};
const creationOptions = {
  rp: { id: "localhost", name: "localhost" },
  user: { id: "c29tZWJvZHk", name: "ada@example.org", displayName: "Ada Lovelace" },
  challenge: "Y2hhbGxlbmdl",
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  timeout: 300_000,
  excludeCredentials: [],
  authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  attestation: "none",
};

function has(...list: ReturnType<typeof aPasskey>[]) {
  server.use(http.get(passkeys, () => HttpResponse.json(list)));
}

/** Lets a passkey be added; answers what came. */
function adds() {
  const added: { name: string | null }[] = [];
  server.use(
    http.post(`${passkeys}/options`, () => HttpResponse.json(creationOptions)),
    http.post(passkeys, async ({ request }) => {
      const body = (await request.json()) as (typeof added)[number];
      added.push(body);
      const passkey = aPasskey({ name: body.name ?? "Chrome on Linux" });
      has(passkey);
      return HttpResponse.json(passkey, { status: 201 });
    }),
  );
  return added;
}

/** Lets everybody sign in with a passkey; answers what came. */
function signsIn() {
  const shown: unknown[] = [];
  server.use(
    http.post(`${login}/options`, () => HttpResponse.json(requestOptions)),
    http.post(login, async ({ request }) => {
      shown.push(await request.json());
      return HttpResponse.json(aGrant());
    }),
  );
  return shown;
}

/** Removes a passkey only for whoever has just shown one. */
function asksWhoItIs(proofs: unknown[]) {
  has(aPasskey({ name: "Old phone" }));
  server.use(
    http.delete(`${passkeys}/:id`, ({ request }) => {
      if (request.headers.get("Authorization") === "Bearer token-2") return new HttpResponse(null, { status: 204 });
      const answer = problem(401, "identity.reauthentication_needed", "Confirm first that this is you.");
      answer.headers.set("WWW-Authenticate", 'Bearer error="insufficient_user_authentication", max_age=600');
      return answer;
    }),
    http.post(`${root}/api/v1/auth/reauthenticate/passkey/options`, () => HttpResponse.json(requestOptions)),
    http.post(`${root}/api/v1/auth/reauthenticate`, async ({ request }) => {
      proofs.push(await request.json());
      return HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 });
    }),
  );
}

/** Up to the question that the removal of the passkey leads to. */
async function removeAndBeAsked() {
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Remove Old phone" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
  return { user, question: within(await screen.findByRole("dialog", { name: "Is this you?" })) };
}

async function openDialog() {
  const app = await renderApp("/security", aGrant());
  await app.user.click(await screen.findByRole("button", { name: "Add passkey" }));
  return { ...app, dialog: within(screen.getByRole("dialog", { name: "New passkey" })) };
}

test("a passkey is added under the name that was chosen, and is in the list", async () => {
  const { create } = withPasskeys();
  const added = adds();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), " Blue key ");
  await user.click(dialog.getByRole("button", { name: "Go on" }));

  expect(await screen.findByText("You can sign in with “Blue key” now")).toBeVisible();
  expect(await screen.findByText("Blue key")).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(create.mock.calls[0]?.[0].publicKey).toMatchObject({ rp: { id: "localhost" } });
  expect(added[0]).toMatchObject({
    name: "Blue key",
    id: sentPasskey.id,
    type: "public-key",
    response: { clientDataJSON: "Y2xpZW50IGRhdGE", attestationObject: "YXR0ZXN0YXRpb24", transports: ["internal"] },
  });
});

test("without a name the server gives one", async () => {
  withPasskeys();
  const added = adds();
  const { user, dialog } = await openDialog();
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText("Chrome on Linux")).toBeVisible();
  expect(added[0]?.name).toBeNull();
});

test("whoever closes the browser's question is back at the form", async () => {
  const { create } = withPasskeys();
  create.mockImplementation(closed);
  const added = adds();
  const { user, dialog } = await openDialog();
  await user.type(dialog.getByLabelText("Name"), "Blue key");
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  await waitFor(() => expect(dialog.getByRole("button", { name: "Go on" })).toBeEnabled());
  expect(create).toHaveBeenCalledOnce();
  expect(dialog.getByLabelText("Name")).toHaveValue("Blue key");
  expect(dialog.queryByRole("alert")).toBeNull();
  expect(added).toEqual([]);
});

test("a device that has a passkey for the account already is named as the reason", async () => {
  const { create } = withPasskeys();
  create.mockRejectedValue(new DOMException("No.", "InvalidStateError"));
  adds();
  const { user, dialog } = await openDialog();
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  expect(await dialog.findByRole("alert")).toHaveTextContent("has a passkey for your account already");
});

test("a passkey is removed after one question", async () => {
  withPasskeys();
  has(aPasskey({ id: "p1", name: "Old phone" }));
  const removed: unknown[] = [];
  server.use(
    http.delete(`${passkeys}/:id`, ({ params }) => {
      removed.push(params.id);
      has();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Remove Old phone" }));
  await user.click(
    within(screen.getByRole("dialog", { name: "Remove “Old phone”?" })).getByRole("button", { name: "Remove" }),
  );
  expect(await screen.findByText("No passkeys")).toBeVisible();
  expect(screen.getByText("“Old phone” is removed")).toBeVisible();
  expect(removed).toEqual(["p1"]);
});

test("the last way to sign in stays, and the page says so", async () => {
  has(aPasskey({ name: "Old phone" }));
  server.use(
    http.delete(`${passkeys}/:id`, () => problem(409, "identity.last_sign_in_method", "This is the only way in.")),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Remove Old phone" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
  expect(await screen.findByText("“Old phone” still signs you in")).toBeVisible();
  expect(screen.getByText("This is the only way in.")).toBeVisible();
});

test("a passkey confirms who is signed in, in place of the password", async () => {
  const { get } = withPasskeys();
  const proofs: unknown[] = [];
  asksWhoItIs(proofs);
  const { user, question } = await removeAndBeAsked();
  expect(await question.findByLabelText("Your password")).toBeVisible();

  get.mockImplementationOnce(closed);
  await user.click(question.getByRole("button", { name: "Use a passkey" }));
  await waitFor(() => expect(question.getByRole("button", { name: "Use a passkey" })).toBeEnabled());
  expect(proofs).toEqual([]);
  await user.click(question.getByRole("button", { name: "Use a passkey" }));
  expect(await screen.findByText("“Old phone” is removed")).toBeVisible();
  expect(proofs).toMatchObject([{ password: null, code: null, passkey: sentPasskey }]);
});

test("whoever has nothing but passkeys is asked for nothing else", async () => {
  withPasskeys();
  asksWhoItIs([]);
  server.use(http.get(`${root}/api/v1/auth/me`, () => HttpResponse.json(anAccount({ password: false }))));
  const { user, question } = await removeAndBeAsked();
  const passkey = await question.findByRole("button", { name: "Use a passkey" });
  expect(question.queryByLabelText("Your password")).toBeNull();
  await user.click(passkey);
  expect(await screen.findByText("“Old phone” is removed")).toBeVisible();
});

test("the button signs in without an address", async () => {
  withPasskeys();
  const shown = signsIn();
  const { user, router } = await renderApp("/sign-in");
  await user.click(await screen.findByRole("button", { name: "Sign in with a passkey" }));
  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  expect(router.state.location.pathname).toBe("/profile");
  expect(shown).toMatchObject([sentPasskey]);
});

test("a passkey that is refused is said, and whoever closes the browser's question is told nothing", async () => {
  const { get } = withPasskeys();
  signsIn();
  server.use(http.post(login, () => problem(401, "identity.invalid_credentials", "No.")));
  const { user } = await renderApp("/sign-in");
  const button = await screen.findByRole("button", { name: "Sign in with a passkey" });
  get.mockImplementationOnce(closed);
  await user.click(button);
  await waitFor(() => expect(button).toBeEnabled());
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(button);
  expect(await screen.findByRole("alert")).toHaveTextContent("This passkey does not open an account here any more.");
});

test("the browser offers passkeys where the address is typed, and one that is taken signs in", async () => {
  const { get } = withPasskeys({ autofill: true });
  const shown = signsIn();
  let take: (passkey: unknown) => void = () => undefined;
  get.mockImplementation(() => new Promise((resolve) => (take = resolve)));
  await renderApp("/sign-in");
  expect(await screen.findByLabelText("Email")).toHaveAttribute("autocomplete", "username webauthn");
  await waitFor(() => expect(get).toHaveBeenCalledOnce());
  expect(get.mock.calls[0]?.[0].mediation).toBe("conditional");
  take(shownPasskey);
  expect(await screen.findByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
  expect(shown).toMatchObject([sentPasskey]);
});

test("the button's question takes the place of the offer, which is back once it is closed", async () => {
  const { get } = withPasskeys({ autofill: true });
  signsIn();
  get.mockImplementation((options) => (options.mediation === "conditional" ? waiting(options) : closed()));
  const { user } = await renderApp("/sign-in");
  await waitFor(() => expect(get).toHaveBeenCalledOnce());
  await user.click(await screen.findByRole("button", { name: "Sign in with a passkey" }));
  await waitFor(() => expect(get).toHaveBeenCalledTimes(3));
  expect(get.mock.calls[0]?.[0].signal?.aborted).toBe(true);
  expect(get.mock.calls.map(([options]) => options.mediation)).toEqual(["conditional", undefined, "conditional"]);
});

test("leaving the page takes the offer back", async () => {
  const { get } = withPasskeys({ autofill: true });
  signsIn();
  get.mockImplementation(waiting);
  const { user } = await renderApp("/sign-in");
  await waitFor(() => expect(get).toHaveBeenCalledOnce());
  await user.click(screen.getByRole("link", { name: "Create an account" }));
  expect(await screen.findByRole("heading", { name: "Create an account" })).toBeVisible();
  expect(get.mock.calls[0]?.[0].signal?.aborted).toBe(true);
});

test("an offer is renewed before the server forgets its challenge", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  const { get } = withPasskeys({ autofill: true });
  signsIn();
  get.mockImplementation(waiting);
  await renderApp("/sign-in");
  await waitFor(() => expect(get).toHaveBeenCalledOnce());
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  await waitFor(() => expect(get).toHaveBeenCalledTimes(2));
  expect(get.mock.calls[0]?.[0].signal?.aborted).toBe(true);
  vi.useRealTimers();
});

test("a browser without passkeys offers none", async () => {
  await renderApp("/sign-in");
  expect(await screen.findByRole("button", { name: "Sign in" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Sign in with a passkey" })).toBeNull();
});
