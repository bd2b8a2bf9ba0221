import { Fingerprint } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Or } from "@/components/ui/or";
import { PasswordInput } from "@/components/ui/password-input";
import { Skeleton } from "@/components/ui/skeleton";
import { beginPasskeyConfirmation } from "@/features/identity/api/begin-passkey-confirmation";
import { useMe } from "@/features/identity/api/get-me";
import { usePasskeys } from "@/features/identity/api/list-passkeys";
import { reauthenticate } from "@/features/identity/api/reauthenticate";
import { checkPresent, found } from "@/features/identity/components/checks";
import { CodeField } from "@/features/identity/components/code-field";
import { FormFailure } from "@/features/identity/components/form-failure";
import { usePasskey } from "@/features/identity/hooks/use-passkey";
import { askForPasskey, supportsPasskeys } from "@/lib/passkeys";
import { useSession } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

interface ConfirmIdentityDialogProps {
  onConfirmed: () => void;
  onClosed: () => void;
}

/** Asks whoever is signed in for what a passer-by at an open browser does not have. */
export function ConfirmIdentityDialog({ onConfirmed, onClosed }: ConfirmIdentityDialogProps) {
  const me = useMe();
  const passkeys = usePasskeys();
  const hasPasskey = supportsPasskeys() && passkeys.data !== undefined && passkeys.data.length > 0;
  const hasProof = me.data !== undefined && (me.data.credentials.authenticator || me.data.credentials.password);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClosed();
      }}
      title="Is this you?"
      description="What you are about to change decides who gets into your account."
    >
      {me.isPending || passkeys.isPending ? (
        <Skeleton className="h-16 w-full" />
      ) : me.isError ? (
        <Failure error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <div className="grid gap-5">
          {hasPasskey && <PasskeyProof onConfirmed={onConfirmed} />}
          {hasPasskey && hasProof && <Or />}
          {hasProof && (
            <ProofForm email={me.data.email} byCode={me.data.credentials.authenticator} onConfirmed={onConfirmed} />
          )}
          {!hasPasskey && !hasProof && (
            <Notice>
              You sign in with a provider alone. Sign out, sign in again, and come back: that counts for some minutes.
            </Notice>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** A passkey takes the place of a code and of the password. */
function PasskeyProof({ onConfirmed }: { onConfirmed: () => void }) {
  const session = useSession();
  const { busy, failure, show } = usePasskey(async (passkey) => {
    const token = await reauthenticate({ password: null, code: null, passkey });
    session.replaceToken(token.accessToken, token.expiresIn);
    onConfirmed();
  });
  return (
    <div className="grid gap-5">
      <FormFailure failure={failure} />
      <Button block busy={busy} onClick={() => void show(async () => askForPasskey(await beginPasskeyConfirmation()))}>
        <Fingerprint aria-hidden className="size-4" />
        Use a passkey
      </Button>
    </div>
  );
}

interface ProofFormProps {
  email: string;
  byCode: boolean;
  onConfirmed: () => void;
}

function ProofForm({ email, byCode, onConfirmed }: ProofFormProps) {
  const session = useSession();
  const { busy, errors, failure, form } = useForm({
    fields: ["password", "code"],
    validate: ({ password, code }) =>
      byCode
        ? found({ code: checkPresent(code, "Enter the code that the app shows.") })
        : found({ password: checkPresent(password, "Enter your password.") }),
    submit: async ({ password, code }) => {
      const token = await reauthenticate(byCode ? { password: null, code } : { password, code: null });
      session.replaceToken(token.accessToken, token.expiresIn);
      onConfirmed();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      {byCode ? (
        <CodeField errors={errors.code} />
      ) : (
        <>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field label="Your password" errors={errors.password}>
            <PasswordInput name="password" autoComplete="current-password" required />
          </Field>
        </>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          Go on
        </Button>
      </div>
    </form>
  );
}
