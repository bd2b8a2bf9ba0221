import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useResendInvitation } from "@/features/users/api/resend-invitation";
import type { User } from "@/features/users/api/types";
import { messageOf } from "@/lib/problem";

/** For somebody who has lost the mail, or let the link grow too old. */
export function ResendInvitationButton({ user }: { user: User }) {
  const sending = useResendInvitation();
  const toast = useToast();
  const send = () =>
    sending.mutate(user.id, {
      onSuccess: () => toast({ tone: "success", title: `A new mail to ${user.displayName} is on its way` }),
      onError: (error) => toast({ tone: "danger", title: messageOf(error) }),
    });
  return (
    <Button busy={sending.isPending} onClick={send}>
      Send the invitation again
    </Button>
  );
}
