import { Button } from "@/components/ui/button";
import { resetPassword } from "@/features/identity/api/reset-password";
import { checkPresent, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { NewPasswordField } from "@/features/identity/components/new-password-field";
import { useForm } from "@/lib/use-form";

const sentences = {
  "identity.invalid_token": "This link is used up or has expired. Have a new one sent.",
};

/** Chooses a new password with the token of the mailed link. */
export function ResetPasswordForm({ token, onReset }: { token: string; onReset: () => void }) {
  const { busy, errors, failure, form } = useForm({
    fields: ["newPassword"],
    sentences,
    validate: ({ newPassword }) => found({ newPassword: checkPresent(newPassword, "Choose a password.") }),
    submit: async ({ newPassword }) => {
      await resetPassword({ token, newPassword });
      onReset();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      <NewPasswordField errors={errors.newPassword} />
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Save the new password
      </Button>
    </form>
  );
}
