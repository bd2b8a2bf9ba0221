import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

function show() {
  render(
    <Field label="Password">
      <PasswordInput name="password" />
    </Field>,
  );
  return { user: userEvent.setup(), input: screen.getByLabelText("Password") };
}

test("says while one types that caps lock is on", async () => {
  const { user, input } = show();
  await user.type(input, "a");
  expect(screen.queryByText("Caps Lock is on.")).toBeNull();
  await user.type(input, "{CapsLock}A");
  expect(screen.getByText("Caps Lock is on.")).toBeVisible();
  await user.tab();
  expect(screen.queryByText("Caps Lock is on.")).toBeNull();
});

test("shows and hides what was typed", async () => {
  const { user, input } = show();
  await user.type(input, "quiet");
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(input).toHaveAttribute("type", "text");
  await user.click(screen.getByRole("button", { name: "Hide password" }));
  expect(input).toHaveAttribute("type", "password");
  expect(input).toHaveValue("quiet");
});

test("takes what is pasted and what a password manager fills in", async () => {
  const { user, input } = show();
  await user.click(input);
  await user.paste("from a password manager");
  expect(input).toHaveValue("from a password manager");
  expect(input).not.toHaveAttribute("readonly");
});
