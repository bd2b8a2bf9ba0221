import { UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { CorrelationLine } from "@/components/ui/failure";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useInviteUser } from "@/features/users/api/invite-user";
import { useForm } from "@/lib/use-form";

const formId = "invite-user";

/** Asks for an address and a name and invites whoever it is. */
export function InviteUserDialog() {
  const [open, setOpen] = useState(false);
  const inviting = useInviteUser();
  const toast = useToast();
  const invited = (name: string) => {
    setOpen(false);
    toast({ tone: "success", title: `${name} is invited` });
  };
  return (
    <Dialog
      title="Invite somebody"
      description="They get a mail with a link that is good for 7 days."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <UserRoundPlus aria-hidden className="size-4" />
          Invite
        </Button>
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" busy={inviting.isPending}>
            Send the invitation
          </Button>
        </>
      }
    >
      <InviteForm invite={inviting.mutateAsync} onInvited={invited} />
    </Dialog>
  );
}

interface InviteFormProps {
  invite: ReturnType<typeof useInviteUser>["mutateAsync"];
  onInvited: (name: string) => void;
}

function InviteForm({ invite, onInvited }: InviteFormProps) {
  const [attempt, setAttempt] = useState({ what: "", key: "" });
  const { errors, failure, form } = useForm({
    fields: ["email", "displayName"],
    validate: ({ email, displayName }) => ({
      ...(email.trim() === "" && { email: "Enter an email address." }),
      ...(displayName.trim() === "" && { displayName: "Enter a name." }),
    }),
    submit: async (values) => {
      const invitation = { email: values.email.trim(), displayName: values.displayName.trim() };
      const what = JSON.stringify(invitation);
      const key = attempt.what === what ? attempt.key : crypto.randomUUID();
      setAttempt({ what, key });
      const { displayName } = await invite({ invitation, key });
      onInvited(displayName);
    },
  });
  return (
    <form {...form} id={formId} className="grid gap-5">
      {failure !== null && (
        <Notice tone="danger" announce>
          {failure.message}
          <CorrelationLine id={failure.correlationId} />
        </Notice>
      )}
      <Field label="Email" errors={errors.email}>
        <Input name="email" type="email" autoComplete="off" required />
      </Field>
      <Field label="Name" hint="They can change it later." errors={errors.displayName}>
        <Input name="displayName" autoComplete="off" maxLength={100} required />
      </Field>
    </form>
  );
}
