import { Field, Input } from "@/components/ui/field";
import { checkEmail, checkPresent, found } from "@/features/identity/components/checks";
import { NewPasswordField } from "@/features/identity/components/new-password-field";
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
      <NewPasswordField label="Password" name="password" errors={errors.password} />
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
