import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { CorrelationLine } from "@/components/ui/failure";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useEraseUser } from "@/features/users/api/erase-user";
import type { User } from "@/features/users/api/types";
import { useForm } from "@/lib/use-form";

const formId = "erase-user";

interface EraseUserDialogProps {
  user: User;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** When nothing is left to show. */
  onErased?: () => void;
}

/** Asks for the person's address before everything about them goes: nobody erases somebody by a slip. */
export function EraseUserDialog({ user, open, onOpenChange, onErased }: EraseUserDialogProps) {
  const erasing = useEraseUser();
  const toast = useToast();
  const erase = async () => {
    await erasing.mutateAsync(user);
    onOpenChange(false);
    toast({ tone: "success", title: "The person is erased" });
    onErased?.();
  };
  return (
    <Dialog
      title={`Erase ${user.displayName} for good?`}
      description="The account, the profile and everything else that is held about them go, and nobody can bring them back. The audit trail keeps what happened, without a name."
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="danger" busy={erasing.isPending}>
            Erase for good
          </Button>
        </>
      }
    >
      <EraseForm email={user.email} erase={erase} />
    </Dialog>
  );
}

function EraseForm({ email, erase }: { email: string; erase: () => Promise<void> }) {
  const { errors, failure, form } = useForm({
    fields: ["email"],
    validate: (entered) =>
      entered.email.trim().toLowerCase() === email ? {} : { email: "This is not the person's address." },
    submit: erase,
  });
  return (
    <form {...form} id={formId} className="grid gap-5">
      {failure !== null && (
        <Notice tone="danger" announce>
          {failure.message}
          <CorrelationLine id={failure.correlationId} />
        </Notice>
      )}
      <Field
        label="The person's email"
        hint={
          <>
            Type <span className="break-all">{email}</span>
          </>
        }
        errors={errors.email}
      >
        <Input name="email" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
      </Field>
    </form>
  );
}
