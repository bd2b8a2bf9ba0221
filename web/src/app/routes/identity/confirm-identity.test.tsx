import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant, anAccount } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

/** An account with all that can be asked for, whose recovery codes are replaced only once it was shown. */
function asksForAll(answer: () => Response) {
  const proofs: unknown[] = [];
  server.use(
    http.get(`${root}/api/v1/auth/me`, () =>
      HttpResponse.json(anAccount({ authenticator: true, recoveryCodesLeft: 3 })),
    ),
    http.post(`${root}/api/v1/auth/mfa/recovery-codes`, ({ request }) => {
      if (request.headers.get("Authorization") === "Bearer token-2")
        return HttpResponse.json({ recoveryCodes: ["ABCD-EFGH-IJKL-MNOP-QRST-UVWX"] });
      const refused = problem(401, "identity.reauthentication_needed", "Confirm first that this is you.");
      refused.headers.set("WWW-Authenticate", 'Bearer error="insufficient_user_authentication", max_age=600');
      return refused;
    }),
    http.post(`${root}/api/v1/auth/reauthenticate`, async ({ request }) => {
      proofs.push(await request.json());
      return answer();
    }),
  );
  return proofs;
}

async function question() {
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "New recovery codes" }));
  return { user, dialog: within(await screen.findByRole("dialog", { name: "Is this you?" })) };
}

test("with an app the question asks for the password and a code, and for both", async () => {
  const proofs = asksForAll(() => HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 }));
  const { user, dialog } = await question();
  await user.type(await dialog.findByLabelText("Your password"), "a long and quiet sentence");
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  expect(dialog.getByText("Enter a code.")).toBeVisible();
  expect(proofs).toEqual([]);

  await user.click(dialog.getByRole("button", { name: "Use a recovery code" }));
  await user.type(dialog.getByLabelText("Recovery code"), "ABCD-EFGH-IJKL-MNOP-QRST-UVWX");
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  expect(await screen.findByRole("dialog", { name: "Keep these recovery codes" })).toBeVisible();
  expect(proofs).toEqual([
    { password: "a long and quiet sentence", code: "ABCD-EFGH-IJKL-MNOP-QRST-UVWX", method: "recoveryCode" },
  ]);
});

test("a wrong password or code is said of both and of neither", async () => {
  asksForAll(() => problem(400, "identity.wrong_proof", "The password or the code is wrong."));
  const { user, dialog } = await question();
  await user.type(await dialog.findByLabelText("Your password"), "guessed");
  await user.type(dialog.getByLabelText("Code"), "123456");
  await user.click(dialog.getByRole("button", { name: "Go on" }));
  expect(await dialog.findByText("The password or the code is wrong.")).toBeVisible();
  expect(dialog.getByLabelText("Your password")).not.toBeInvalid();
  expect(dialog.getByLabelText("Code")).not.toBeInvalid();
});

test("whoever closes the question has changed nothing and is told nothing", async () => {
  const proofs = asksForAll(() => HttpResponse.error());
  const { user, dialog } = await question();
  expect(await dialog.findByLabelText("Code")).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(screen.queryByText("Nothing was changed")).toBeNull();
  expect(screen.getByRole("button", { name: "New recovery codes" })).toBeVisible();
  expect(proofs).toEqual([]);
});
