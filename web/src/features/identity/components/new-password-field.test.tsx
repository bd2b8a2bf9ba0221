import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, expect, test, vi } from "vitest";
import { Field, Input } from "@/components/ui/field";
import type { Question } from "@/features/identity/hooks/password-estimate";
import { NewPasswordField } from "@/features/identity/components/new-password-field";

/** jsdom has no workers: what this one would do, here. */
class WorkerHere extends EventTarget implements Pick<Worker, "postMessage" | "terminate"> {
  postMessage(question: Question) {
    void import("@/features/identity/hooks/password-estimate").then(({ estimate }) =>
      this.dispatchEvent(new MessageEvent("message", { data: estimate(question) })),
    );
  }

  terminate = () => undefined;
}
beforeEach(() => void vi.stubGlobal("Worker", WorkerHere));

/** Filled in, where a form asks for name and address too. */
async function choose(password: string, { name = "Ada Lovelace", email = "ada@example.org" } = {}) {
  const user = userEvent.setup();
  render(
    <main>
      <form>
        <Field label="Name">
          <Input name="displayName" defaultValue={name} />
        </Field>
        <Field label="Email">
          <Input name="email" defaultValue={email} />
        </Field>
        <NewPasswordField errors={undefined} />
      </form>
    </main>,
  );
  const field = screen.getByLabelText("New password");
  await user.click(field);
  await user.paste(password);
  return { user, field };
}

const told = () => screen.findByText(/^Strength:/);

test("nothing is said before anything is typed", () => {
  render(<NewPasswordField errors={undefined} />);
  expect(screen.queryByText(/Strength/)).toBeNull();
});

test.each([
  ["password1234", "Strength: weak. This is similar to a commonly used password."],
  ["the quiet lamp sings at nine", "Strength: very good."],
])("%s: %s", async (password, words) => {
  await choose(password);
  expect(await told()).toHaveTextContent(words);
});

test("the person's own address is weak, and another's is not", async () => {
  await choose("ada@example.org");
  expect(await told()).toHaveTextContent(/^Strength: (very )?weak\./);
  expect(screen.getByLabelText("New password")).toHaveValue("ada@example.org");
});

test("an address of somebody else is not the person's own", async () => {
  await choose("ada@example.org", { name: "Grace Hopper", email: "grace@example.com" });
  expect(await told()).not.toHaveTextContent(/weak/);
});

test("what is too short is weak however hard it is to guess, and says how much is missing", async () => {
  await choose("x7#Qp!2vK9");
  expect(await told()).toHaveTextContent("Strength: weak. 2 more characters are needed.");
});

test("it is said politely, and goes when the field is emptied", async () => {
  const { user, field } = await choose("the quiet lamp sings at nine");
  expect((await told()).closest("[role=status]")).not.toBeNull();
  await user.clear(field);
  await waitFor(() => expect(screen.queryByText(/Strength/)).toBeNull());
});

test("the field keeps its label, hint and autocomplete, and is accessible with its meter", async () => {
  const { field } = await choose("password1234");
  await told();
  expect(field).toHaveAccessibleDescription(/At least 12 characters/);
  expect(field).toHaveAttribute("autocomplete", "new-password");
  const { violations } = await axe.run(screen.getByRole("main"), { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("typing never waits: every character is there at once, and whoever goes on typing hears of the last only", async () => {
  const { user, field } = await choose("a");
  await user.type(field, " long and quiet sentence");
  expect(field).toHaveValue("a long and quiet sentence");
  expect(await told()).toHaveTextContent("very good");
});
