import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { useToast } from "@/components/ui/toast";
import { changePassword } from "@/features/identity/api/change-password";
import { useSessionsChanged } from "@/features/identity/api/list-sessions";
import { checkPresent, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { NewPasswordField } from "@/features/identity/components/new-password-field";
import { useForm } from "@/lib/use-form";
import { useCurrentUser } from "@/lib/session-context";

/** Takes another password, which signs every other device out. */
export function ChangePasswordForm() {
  // Another key makes new, empty inputs.
  const [changes, setChanges] = useState(0);
  const sessionsChanged = useSessionsChanged();
  const toast = useToast();
  return (
    <Card aria-labelledby="password-title">
      <header className="border-b border-line p-5">
        <h2 id="password-title" className="font-semibold">
          Password
        </h2>
        <p className="mt-1 text-sm text-soft">A new password signs you out everywhere else.</p>
      </header>
      <Fields
        key={changes}
        onChanged={() => {
          setChanges(changes + 1);
          toast({ tone: "success", title: "Your password was changed", detail: "You are signed out everywhere else." });
          sessionsChanged();
        }}
      />
    </Card>
  );
}

function Fields({ onChanged }: { onChanged: () => void }) {
  const user = useCurrentUser();
  const { busy, errors, failure, form } = useForm({
    fields: ["currentPassword", "newPassword"],
    validate: ({ currentPassword, newPassword }) =>
      found({
        currentPassword: checkPresent(currentPassword, "Enter your current password."),
        newPassword: checkPresent(newPassword, "Choose a password."),
      }),
    submit: async (passwords) => {
      await changePassword(passwords);
      onChanged();
    },
  });

  return (
    <form {...form} className="grid max-w-md gap-5 p-5">
      <FormFailure failure={failure} />
      {/* Password managers keep a password under a name. */}
      <input type="text" name="username" autoComplete="username" value={user?.email ?? ""} readOnly hidden />
      <Field label="Current password" errors={errors.currentPassword}>
        <PasswordInput name="currentPassword" autoComplete="current-password" required />
      </Field>
      <NewPasswordField errors={errors.newPassword} own={user === null ? [] : [user.displayName, user.email]} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
