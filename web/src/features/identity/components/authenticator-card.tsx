import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { addAuthenticator } from "@/features/identity/api/add-authenticator";
import { useMe, useMeChanged } from "@/features/identity/api/get-me";
import { removeAuthenticator } from "@/features/identity/api/remove-authenticator";
import { replaceRecoveryCodes } from "@/features/identity/api/replace-recovery-codes";
import type { AuthenticatorKey, Me } from "@/features/identity/api/types";
import { AuthenticatorSetup } from "@/features/identity/components/authenticator-setup";
import { RecoveryCodes } from "@/features/identity/components/recovery-codes";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { messageOf } from "@/lib/problem";
import { useSession } from "@/lib/session-context";

/** The second factor of the own account. */
export function AuthenticatorCard() {
  const me = useMe();
  return (
    <Card aria-labelledby="authenticator-title" aria-busy={me.isPending || undefined}>
      <header className="border-b border-line p-5">
        <h2 id="authenticator-title" className="flex flex-wrap items-center gap-2 font-semibold">
          Authenticator app
          {me.data?.credentials.authenticator === true && <Badge tone="success">On</Badge>}
        </h2>
        <p className="mt-1 text-sm text-soft">With a code from your phone, a stolen password alone opens nothing.</p>
      </header>
      <div className="p-5">
        {me.isPending ? (
          <Skeleton className="h-9 w-56" />
        ) : me.isError ? (
          <Failure error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Actions credentials={me.data.credentials} />
        )}
      </div>
    </Card>
  );
}

function Actions({ credentials }: { credentials: Me["credentials"] }) {
  const [key, setKey] = useState<AuthenticatorKey | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const { confirmed, question } = useIdentityConfirmation();
  const changed = useMeChanged();
  const session = useSession();
  const toast = useToast();

  const run = async <T,>(work: () => Promise<T>, done: (result: T) => void) => {
    setBusy(true);
    try {
      done(await confirmed(work));
      await changed();
    } catch (error) {
      if (!(error instanceof NotConfirmedError))
        toast({ tone: "danger", title: "Nothing was changed", detail: messageOf(error) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      {credentials.authenticator ? (
        <div className="grid gap-4">
          <p className="text-sm text-soft">{remaining(credentials.recoveryCodesLeft)}</p>
          <div className="flex flex-wrap gap-2">
            <Button busy={busy} onClick={() => void run(replaceRecoveryCodes, setCodes)}>
              New recovery codes
            </Button>
            <RemoveButton
              onRemove={() =>
                run(removeAuthenticator, () => toast({ tone: "success", title: "The authenticator app is removed" }))
              }
            />
          </div>
        </div>
      ) : (
        <Button variant="primary" busy={busy} onClick={() => void run(addAuthenticator, setKey)}>
          Set up an authenticator app
        </Button>
      )}
      {key !== null && (
        <AuthenticatorSetup
          authenticator={key}
          onDone={(recoveryCodes) => {
            setKey(null);
            setCodes(recoveryCodes);
            session.refreshUser();
            void changed();
          }}
          onClosed={() => setKey(null)}
        />
      )}
      {codes !== null && <RecoveryCodes codes={codes} onClosed={() => setCodes(null)} />}
      {question}
    </>
  );
}

function RemoveButton({ onRemove }: { onRemove: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Remove the authenticator app?"
      description="Your password alone signs you in again, and the recovery codes open nothing any more."
      trigger={<Button>Remove</Button>}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant="danger"
            onClick={() => {
              setOpen(false);
              void onRemove();
            }}
          >
            Remove
          </Button>
        </>
      }
    />
  );
}

function remaining(count: number): string {
  if (count === 0) return "No recovery codes are left. Take new ones, so that a lost phone does not lock you out.";
  return `${count} of 10 recovery codes are left, for when you do not have your phone.`;
}
