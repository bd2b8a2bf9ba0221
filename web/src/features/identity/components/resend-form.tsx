import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { resendVerification } from "@/features/identity/api/resend-verification";
import { checkEmail, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { useForm } from "@/lib/use-form";

/** Asks for a new confirmation mail; answers the same whether or not the address is known. */
export function ResendForm({ email = "" }: { email?: string }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { busy, errors, failure, form } = useForm({
    fields: ["email"],
    validate: (values) => found({ email: checkEmail(values.email) }),
    submit: async (values) => {
      await resendVerification(values.email.trim());
      setSentTo(values.email.trim());
    },
  });

  return (
    <form {...form} className="grid gap-4">
      <FormFailure failure={failure} />
      {sentTo !== null && (
        <Notice tone="success" announce>
          If {sentTo} waits for confirmation, a new mail is on its way.
        </Notice>
      )}
      <Field label="Email" errors={errors.email}>
        <Input name="email" type="email" autoComplete="email" defaultValue={email} required />
      </Field>
      <Button type="submit" block busy={busy}>
        Send a new link
      </Button>
    </form>
  );
}
