import { Button } from "@/components/ui/button";
import { acceptInvitation } from "@/features/identity/api/accept-invitation";
import { checkPresent, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { NewPasswordField } from "@/features/identity/components/new-password-field";
import { useForm } from "@/lib/use-form";

const sentences = {
  "identity.invalid_token": "This link is used up or has expired. Ask whoever invited you to send it again.",
};

/** Chooses the first password with the token of the mailed link. */
export function AcceptInvitationForm({ token, onAccepted }: { token: string; onAccepted: () => void }) {
  const { busy, errors, failure, form } = useForm({
    fields: ["password"],
    sentences,
    validate: ({ password }) => found({ password: checkPresent(password, "Choose a password.") }),
    submit: async ({ password }) => {
      await acceptInvitation({ token, password });
      onAccepted();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      <NewPasswordField label="Password" name="password" errors={errors.password} />
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Accept the invitation
      </Button>
    </form>
  );
}
