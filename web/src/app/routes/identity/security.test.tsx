import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { aGrant, anOwnEvent, aSession } from "@/testing/examples";
import { problem, root } from "@/testing/msw/handlers";
import { server } from "@/testing/msw/server";
import { renderApp } from "@/testing/render-app";

vi.mock("centrifuge", () => import("@/testing/fake-centrifuge"));

const here = aSession({ id: "here", browser: "Chrome", device: "Linux", current: true });
const phone = aSession({ id: "phone", browser: "Safari", device: "iPhone" });

function signedInOn(...sessions: (typeof here)[]) {
  server.use(http.get(`${root}/api/v1/auth/sessions`, () => HttpResponse.json(sessions)));
}

test("a device is signed out with one click and leaves the list", async () => {
  signedInOn(here, phone);
  const ended: string[] = [];
  server.use(
    http.delete(`${root}/api/v1/auth/sessions/:id`, ({ params }) => {
      ended.push(String(params.id));
      signedInOn(here);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());

  await user.click(await screen.findByRole("button", { name: "Sign out Safari on iPhone" }));

  expect(await screen.findByText("Safari on iPhone is signed out")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Sign out Safari on iPhone" })).toBeNull();
  expect(ended).toEqual(["phone"]);
});

test("the own device is marked and offers no way to be signed out alone", async () => {
  signedInOn(here);
  await renderApp("/security", aGrant());
  expect(await screen.findByText("This device")).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Sign out Chrome/ })).toBeNull();
});

test("a device that could not be signed out stays, and the page says so", async () => {
  signedInOn(here, phone);
  server.use(
    http.delete(`${root}/api/v1/auth/sessions/:id`, () => problem(503, "unavailable", "Try again in a moment.")),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Sign out Safari on iPhone" }));
  expect(await screen.findByText("Safari on iPhone is still signed in")).toBeVisible();
  expect(screen.getByRole("button", { name: "Sign out Safari on iPhone" })).toBeVisible();
});

test("signing out everywhere is asked once and ends here too", async () => {
  signedInOn(here, phone);
  let everywhere = 0;
  server.use(
    http.post(`${root}/api/v1/auth/logout-all`, () => {
      everywhere++;
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Sign out everywhere" }));
  expect(await screen.findByText("You have signed out.")).toBeVisible();
  expect(everywhere).toBe(1);
});

/** Only whoever has just shown who it is ends sessions; answers what was shown. */
function asksWhoItIs(end: () => Response) {
  const proofs: unknown[] = [];
  const answer = ({ request }: { request: Request }) => {
    if (request.headers.get("Authorization") === "Bearer token-2") return end();
    const refused = problem(401, "identity.reauthentication_needed", "Confirm first that this is you.");
    refused.headers.set("WWW-Authenticate", 'Bearer error="insufficient_user_authentication", max_age=600');
    return refused;
  };
  server.use(
    http.delete(`${root}/api/v1/auth/sessions/:id`, answer),
    http.post(`${root}/api/v1/auth/logout-all`, answer),
    http.post(`${root}/api/v1/auth/reauthenticate`, async ({ request }) => {
      proofs.push(await request.json());
      return HttpResponse.json({ accessToken: "token-2", tokenType: "Bearer", expiresIn: 600 });
    }),
  );
  return proofs;
}

test("a device is signed out only once the person has shown who it is", async () => {
  signedInOn(here, phone);
  const proofs = asksWhoItIs(() => {
    signedInOn(here);
    return new HttpResponse(null, { status: 204 });
  });
  const { user } = await renderApp("/security", aGrant());
  await user.click(await screen.findByRole("button", { name: "Sign out Safari on iPhone" }));
  const question = within(await screen.findByRole("dialog", { name: "Is this you?" }));
  await user.type(await question.findByLabelText("Your password"), "a long and quiet sentence");
  await user.click(question.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText("Safari on iPhone is signed out")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Sign out Safari on iPhone" })).toBeNull();
  expect(proofs).toEqual([{ password: "a long and quiet sentence", code: null }]);
});

test("signing out everywhere asks who it is, and leaves everything as it is when nobody says so", async () => {
  signedInOn(here, phone);
  asksWhoItIs(() => new HttpResponse(null, { status: 204 }));
  const { user } = await renderApp("/security", aGrant());
  const ask = async () => {
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Sign out everywhere" }));
    return within(await screen.findByRole("dialog", { name: "Is this you?" }));
  };
  await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
  await user.click(await (await ask()).findByRole("button", { name: "Cancel" }));
  expect(screen.queryByText("You are still signed in")).toBeNull();

  const question = await ask();
  await user.type(await question.findByLabelText("Your password"), "a long and quiet sentence");
  await user.click(question.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText("You have signed out.")).toBeVisible();
});

test("a device without a name is shown all the same", async () => {
  signedInOn(here, aSession({ id: "app", browser: null, device: null, ip: null }));
  await renderApp("/security", aGrant());
  expect(await screen.findByText("Unknown device")).toBeVisible();
});

test("a new password is taken, the fields are empty again, and the list is read anew", async () => {
  signedInOn(here, phone);
  const bodies: unknown[] = [];
  server.use(
    http.post(`${root}/api/v1/auth/password/change`, async ({ request }) => {
      bodies.push(await request.json());
      signedInOn(here);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp("/security", aGrant());
  await screen.findByRole("button", { name: "Sign out Safari on iPhone" });
  await user.type(screen.getByLabelText("Current password"), "the old one of many words");
  await user.type(screen.getByLabelText("New password"), "a long and quiet sentence");
  await user.click(screen.getByRole("button", { name: "Change password" }));

  expect(await screen.findByText("Your password was changed")).toBeVisible();
  expect(screen.getByLabelText("Current password")).toHaveValue("");
  await waitFor(() => expect(screen.queryByRole("button", { name: "Sign out Safari on iPhone" })).toBeNull());
  expect(bodies).toEqual([{ currentPassword: "the old one of many words", newPassword: "a long and quiet sentence" }]);
});

test("a wrong current password is said at its field", async () => {
  signedInOn(here);
  server.use(
    http.post(`${root}/api/v1/auth/password/change`, () =>
      problem(400, "identity.wrong_password", "This is not your current password.", {
        currentPassword: ["This is not your current password."],
      }),
    ),
  );
  const { user } = await renderApp("/security", aGrant());
  await user.type(await screen.findByLabelText("Current password"), "guessed");
  await user.type(screen.getByLabelText("New password"), "a long and quiet sentence");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("This is not your current password.")).toBeVisible();
  expect(screen.getByLabelText("Current password")).toHaveFocus();
});

test("the page tells what happened to the account lately, and older events on demand", async () => {
  server.use(
    http.get(`${root}/api/v1/monitoring/audit/own`, ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.has("after")
          ? {
              items: [
                anOwnEvent({ id: "1", kind: "passkey-added", detail: "01a20553-08d9-74cd-ae94-6e5d70eeb49d" }),
                anOwnEvent({ id: "0", kind: "registered", detail: null }),
              ],
              next: null,
            }
          : {
              items: [
                anOwnEvent({
                  id: "3",
                  kind: "sign-in-failed",
                  detail: "wrong-password",
                  browser: "Edge",
                  device: "Windows",
                }),
                anOwnEvent({ id: "2", kind: "session-ended", detail: "Safari on iPhone", byAnother: true }),
              ],
              next: "cursor-1",
            },
      ),
    ),
  );
  const { user } = await renderApp("/security", aGrant());
  const events = within(await screen.findByRole("list", { name: "Recent security events" }));
  const [failed, ended] = events.getAllByRole("listitem");
  expect(failed).toHaveTextContent("Sign-in failed · wrong passwordEdge on Windows · 192.0.2.7");
  expect(ended).toHaveTextContent("Device signed out · Safari on iPhone · by somebody else");
  await user.click(screen.getByRole("button", { name: "Show older" }));
  expect(await events.findByText("Registered")).toBeVisible();
  expect(events.getByText("Passkey added")).toHaveTextContent(/^Passkey added$/);
});
