import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

interface NewPasswordFieldProps {
  label?: string;
  name?: string;
  errors: readonly string[] | undefined;
}

/** Where a password is chosen, not entered: password managers offer one. */
export function NewPasswordField({ label = "New password", name = "newPassword", errors }: NewPasswordFieldProps) {
  return (
    <Field label={label} hint="At least 12 characters. A sentence you can remember is best." errors={errors}>
      <PasswordInput name={name} autoComplete="new-password" required />
    </Field>
  );
}
