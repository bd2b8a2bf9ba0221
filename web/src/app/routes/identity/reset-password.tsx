import { useState } from "react";
import { Link, useLocation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { ResetPasswordForm } from "@/features/identity/components/reset-password-form";
import { tokenOf } from "@/lib/link-token";

export function Component() {
  const token = tokenOf(useLocation().hash);
  const [isReset, setIsReset] = useState(false);
  return (
    <EntranceLayout
      title="Choose a new password"
      footer={
        !isReset && (
          <TextLink asChild>
            <Link to={paths.forgotPassword}>Send me a new link</Link>
          </TextLink>
        )
      }
    >
      {isReset ? (
        <div className="grid gap-5">
          <Notice tone="success" announce>
            Your new password is saved, and you are signed out everywhere. Sign in with it.
          </Notice>
          <Button asChild variant="primary" size="lg" block>
            <Link to={paths.signIn}>Sign in</Link>
          </Button>
        </div>
      ) : token === "" ? (
        <Notice tone="danger" announce>
          This link is incomplete. Open it again from the mail, or have a new one sent.
        </Notice>
      ) : (
        <ResetPasswordForm token={token} onReset={() => setIsReset(true)} />
      )}
    </EntranceLayout>
  );
}
