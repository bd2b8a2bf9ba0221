import { Button } from "@/components/ui/button";
import { register } from "@/features/identity/api/register";
import { accountFields, AccountFields, checkAccount } from "@/features/identity/components/account-fields";
import { FormFailure } from "@/features/identity/components/form-failure";
import { useForm } from "@/lib/use-form";

export function SignUpForm({ onRegistered }: { onRegistered: (email: string) => void }) {
  const { busy, errors, failure, form } = useForm({
    fields: accountFields,
    validate: checkAccount,
    submit: async (values) => {
      const email = values.email.trim();
      await register({ ...values, email, displayName: values.displayName.trim() });
      onRegistered(email);
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      <AccountFields errors={errors} />
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Create account
      </Button>
    </form>
  );
}
