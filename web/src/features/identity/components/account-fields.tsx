import { Field, Input } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { checkEmail, checkPresent, found } from "@/features/identity/components/checks";
import type { FormState } from "@/lib/use-form";

export const accountFields = ["displayName", "email", "password"] as const;
type AccountField = (typeof accountFields)[number];

/** What makes an account: sign-up and the first administrator ask for the same. */
export function AccountFields({ errors }: { errors: FormState<AccountField>["errors"] }) {
  return (
    <>
      <Field label="Name" errors={errors.displayName}>
        <Input name="displayName" type="text" autoComplete="name" maxLength={100} required />
      </Field>
      <Field label="Email" errors={errors.email}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field
        label="Password"
        hint="At least 12 characters. A sentence you can remember is best."
        errors={errors.password}
      >
        <PasswordInput name="password" autoComplete="new-password" required />
      </Field>
    </>
  );
}

export function checkAccount({ displayName, email, password }: Record<AccountField, string>) {
  return found({
    displayName: checkPresent(displayName, "Enter your name."),
    email: checkEmail(email),
    password: checkPresent(password, "Choose a password."),
  });
}
