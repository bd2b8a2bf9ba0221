import { useState } from "react";
import { Link, useLocation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { AcceptInvitationForm } from "@/features/identity/components/accept-invitation-form";
import { tokenOf } from "@/lib/link-token";

export function Component() {
  const token = tokenOf(useLocation().hash);
  const [isAccepted, setIsAccepted] = useState(false);
  return (
    <EntranceLayout
      title="Accept your invitation"
      footer={
        !isAccepted && (
          <TextLink asChild>
            <Link to={paths.signIn}>I have a password already</Link>
          </TextLink>
        )
      }
    >
      {isAccepted ? (
        <div className="grid gap-5">
          <Notice tone="success" announce>
            Welcome. Your password is saved and your address is confirmed.
          </Notice>
          <Button asChild variant="primary" size="lg" block>
            <Link to={paths.signIn}>Sign in</Link>
          </Button>
        </div>
      ) : token === "" ? (
        <Notice tone="danger" announce>
          This link is incomplete. Open it again from the mail, or ask whoever invited you to send it again.
        </Notice>
      ) : (
        <AcceptInvitationForm token={token} onAccepted={() => setIsAccepted(true)} />
      )}
    </EntranceLayout>
  );
}
