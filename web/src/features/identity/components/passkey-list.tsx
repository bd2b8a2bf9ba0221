import { Fingerprint } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { useToast } from "@/components/ui/toast";
import { usePasskeys, usePasskeysChanged } from "@/features/identity/api/list-passkeys";
import { useRemovePasskey } from "@/features/identity/api/remove-passkey";
import type { Passkey } from "@/features/identity/api/types";
import { AddPasskeyDialog } from "@/features/identity/components/add-passkey-dialog";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { Moment } from "@/features/identity/components/moment";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { supportsPasskeys } from "@/lib/passkeys";
import { messageOf } from "@/lib/problem";

/** The passkeys that the person can sign in with, and the way to add and remove them. */
export function PasskeyList() {
  const passkeys = usePasskeys();
  const changed = usePasskeysChanged();
  const toast = useToast();
  return (
    <Card aria-labelledby="passkeys-title" aria-busy={passkeys.isPending || undefined}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b border-line p-5">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="passkeys-title" className="font-semibold">
            Passkeys
          </h2>
          <p className="mt-1 text-sm text-soft">
            {supportsPasskeys()
              ? "Sign in with your fingerprint, face or screen lock. Nobody can guess a passkey, or trick you into telling it."
              : "This browser cannot use passkeys. Add them in one that can."}
          </p>
        </div>
        {supportsPasskeys() && (
          <AddPasskeyDialog
            onAdded={({ name }) => {
              changed();
              toast({ tone: "success", title: `You can sign in with “${name}” now` });
            }}
          />
        )}
      </header>
      {passkeys.isPending ? (
        <ListSkeleton />
      ) : passkeys.isError ? (
        <Failure error={passkeys.error} onRetry={() => void passkeys.refetch()} />
      ) : passkeys.data.length === 0 ? (
        <EmptyState icon={Fingerprint} title="No passkeys">
          With one you need neither your password nor a code.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {passkeys.data.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function PasskeyItem({ passkey }: { passkey: Passkey }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border border-line bg-sunken text-soft">
        <Fingerprint aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="text-sm font-medium break-words">{passkey.name}</p>
        <p className="mt-0.5 text-sm text-soft">
          added <Moment at={passkey.createdAt} />,{" "}
          {passkey.lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              last used <Moment at={passkey.lastUsedAt} />
            </>
          )}
        </p>
      </div>
      <RemovePasskey passkey={passkey} />
    </li>
  );
}

/** Asks once: nobody can take it back. */
function RemovePasskey({ passkey }: { passkey: Passkey }) {
  const [open, setOpen] = useState(false);
  const removing = useRemovePasskey();
  const { confirmed, question } = useIdentityConfirmation();
  const toast = useToast();

  const remove = async () => {
    try {
      await confirmed(() => removing.mutateAsync(passkey.id));
      toast({ tone: "success", title: `“${passkey.name}” is removed` });
    } catch (error) {
      if (!(error instanceof NotConfirmedError))
        toast({ tone: "danger", title: `“${passkey.name}” still signs you in`, detail: messageOf(error) });
    } finally {
      setOpen(false);
    }
  };

  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Remove “${passkey.name}”?`}
        description="It does not sign you in here any more. Delete it from your device or password manager too. Where you are signed in you stay so."
        trigger={
          <Button size="sm" className="max-sm:ml-14" aria-label={`Remove ${passkey.name}`}>
            Remove
          </Button>
        }
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep</Button>
            </DialogClose>
            <Button variant="danger" busy={removing.isPending} onClick={() => void remove()}>
              Remove
            </Button>
          </>
        }
      />
      {question}
    </>
  );
}
