import type { InputEvent } from "react";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { StrengthMeter } from "@/features/identity/components/strength-meter";
import { minPasswordLength, usePasswordStrength } from "@/features/identity/hooks/use-password-strength";

interface NewPasswordFieldProps {
  label?: string;
  name?: string;
  errors: readonly string[] | undefined;
  /** The person's name and address, where the form does not ask for them. */
  own?: readonly string[];
}

/** Where a password is chosen, not entered: password managers offer one, and it is said how easily others would guess it. */
export function NewPasswordField({
  label = "New password",
  name = "newPassword",
  errors,
  own = [],
}: NewPasswordFieldProps) {
  const { strength, measure } = usePasswordStrength();
  return (
    <Field
      label={label}
      hint={`At least ${minPasswordLength} characters. A sentence you can remember is best.`}
      errors={errors}
    >
      <PasswordInput
        name={name}
        autoComplete="new-password"
        required
        onInput={({ currentTarget }: InputEvent<HTMLInputElement>) =>
          measure({ password: currentTarget.value, own: [...own, ...asked(currentTarget.form)] })
        }
      />
      <StrengthMeter strength={strength} />
    </Field>
  );
}

/** What the form itself asks of the person. */
function asked(form: HTMLFormElement | null) {
  if (form === null) return [];
  const values = new FormData(form);
  return ["displayName", "email"].map((field) => values.get(field)).filter((value) => typeof value === "string");
}
