import { Button } from "@/components/ui/button";
import { setUp } from "@/features/identity/api/set-up";
import { accountFields, AccountFields, checkAccount } from "@/features/identity/components/account-fields";
import { FormFailure } from "@/features/identity/components/form-failure";
import { useSession } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

const sentences = {
  "identity.invalid_token": "This setup link is used up or has expired. Restart the server to get a new one.",
  "identity.already_set_up": "This installation already has an administrator. Sign in instead.",
};

/** Creates the first administrator with the one-time token of the setup link, and signs in. */
export function SetupForm({ token }: { token: string }) {
  const session = useSession();
  const { busy, errors, failure, form } = useForm({
    fields: accountFields,
    sentences,
    validate: checkAccount,
    submit: async (values) =>
      session.accept(
        await setUp({ ...values, token, email: values.email.trim(), displayName: values.displayName.trim() }),
      ),
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      <AccountFields errors={errors} />
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Create administrator
      </Button>
    </form>
  );
}
