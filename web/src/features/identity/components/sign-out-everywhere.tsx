import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { messageOf } from "@/lib/problem";
import { useSession } from "@/lib/session-context";

/** Ends every session of the person, this one too, after asking once. */
export function SignOutEverywhere() {
  const session = useSession();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const { confirmed, question } = useIdentityConfirmation();

  const end = async () => {
    setBusy(true);
    try {
      await confirmed(() => session.signOut({ everywhere: true }));
    } catch (error) {
      setBusy(false);
      if (error instanceof NotConfirmedError) return;
      toast({ tone: "danger", title: "You are still signed in", detail: messageOf(error) });
    }
  };

  return (
    <>
      <Dialog
        title="Sign out everywhere?"
        description="Every browser and device is signed out, this one too. You sign in again where you want to go on. API tokens stay."
        trigger={<Button>Sign out everywhere</Button>}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="danger" busy={busy} onClick={() => void end()}>
              Sign out everywhere
            </Button>
          </>
        }
      />
      {question}
    </>
  );
}
