import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { requestPasswordReset } from "@/features/identity/api/request-password-reset";
import { checkEmail, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { useForm } from "@/lib/use-form";

/** Asks for the mail with the link; answers the same whether or not the address is known. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { busy, errors, failure, form } = useForm({
    fields: ["email"],
    validate: (values) => found({ email: checkEmail(values.email) }),
    submit: async (values) => {
      await requestPasswordReset(values.email.trim());
      setSentTo(values.email.trim());
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      {sentTo !== null && (
        <Notice tone="success" announce>
          If {sentTo} has an account, a link to choose a new password is on its way. It works for half an hour.
        </Notice>
      )}
      <Field label="Email" errors={errors.email}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        {sentTo === null ? "Send the link" : "Send it again"}
      </Button>
    </form>
  );
}
