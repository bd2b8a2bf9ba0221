import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";

type Confirmed = ReturnType<typeof useIdentityConfirmation>["confirmed"];

interface ConfirmedFormDialogProps {
  title: string;
  description: string;
  /** What opens it. */
  trigger: string;
  submit: string;
  /** Of the form inside. */
  formId: string;
  /** Gets a way to do what the form is for; `work` says whether it is done, and the dialog closes then. */
  children: (run: (work: (confirmed: Confirmed) => Promise<boolean>) => Promise<void>) => ReactNode;
}

/** A form for what an open browser alone must not do. */
export function ConfirmedFormDialog({
  title,
  description,
  trigger,
  submit,
  formId,
  children,
}: ConfirmedFormDialogProps) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const { confirmed, question } = useIdentityConfirmation();

  const run = async (work: (confirmed: Confirmed) => Promise<boolean>) => {
    setBusy(true);
    try {
      if (await work(confirmed)) setOpen(false);
    } catch (error) {
      // Whoever closes the question is back at the form.
      if (!(error instanceof NotConfirmedError)) throw error;
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Dialog
        title={title}
        description={description}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button>
            <Plus aria-hidden className="size-4" />
            {trigger}
          </Button>
        }
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" busy={busy}>
              {submit}
            </Button>
          </>
        }
      >
        {children(run)}
      </Dialog>
      {question}
    </>
  );
}
