import { Fingerprint } from "lucide-react";
import { useState } from "react";
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
import type { Me } from "@/features/identity/api/types";
import { checkPresent, found } from "@/features/identity/components/checks";
import { CodeField } from "@/features/identity/components/code-field";
import { FormFailure } from "@/features/identity/components/form-failure";
import { RecoveryCodeField } from "@/features/identity/components/recovery-code-field";
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
      description="What you are about to do decides who is in your account, or gets into it."
    >
      {me.isPending || passkeys.isPending ? (
        <Skeleton className="h-16 w-full" />
      ) : me.isError ? (
        <Failure error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <div className="grid gap-5">
          {hasPasskey && <PasskeyProof onConfirmed={onConfirmed} />}
          {hasPasskey && hasProof && <Or />}
          {hasProof && <ProofForm email={me.data.email} credentials={me.data.credentials} onConfirmed={onConfirmed} />}
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

/** A passkey takes the place of the password and of a code. */
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
  credentials: Me["credentials"];
  onConfirmed: () => void;
}

/** All that the account has of password and authenticator app: one of two is not enough. */
function ProofForm({ email, credentials, onConfirmed }: ProofFormProps) {
  const session = useSession();
  const [method, setMethod] = useState("totp");
  const byApp = method === "totp";
  const { busy, errors, failure, form } = useForm({
    fields: ["password", "code"],
    validate: ({ password, code }) =>
      found({
        password: credentials.password ? checkPresent(password, "Enter your password.") : undefined,
        code: credentials.authenticator ? checkPresent(code, "Enter a code.") : undefined,
      }),
    submit: async ({ password, code }) => {
      const token = await reauthenticate({
        password: credentials.password ? password : null,
        ...(credentials.authenticator ? { code, method } : { code: null }),
      });
      session.replaceToken(token.accessToken, token.expiresIn);
      onConfirmed();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      {credentials.password && (
        <>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field label="Your password" errors={errors.password}>
            <PasswordInput name="password" autoComplete="current-password" required />
          </Field>
        </>
      )}
      {credentials.authenticator &&
        (byApp ? <CodeField errors={errors.code} /> : <RecoveryCodeField errors={errors.code} />)}
      {credentials.recoveryCodesLeft > 0 && (
        <Button
          variant="quiet"
          size="sm"
          className="justify-self-start"
          onClick={() => setMethod(byApp ? "recoveryCode" : "totp")}
        >
          {byApp ? "Use a recovery code" : "Use the authenticator app"}
        </Button>
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
