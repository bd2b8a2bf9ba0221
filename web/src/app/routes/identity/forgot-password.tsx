import { Link } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { ForgotPasswordForm } from "@/features/identity/components/forgot-password-form";
import { MailboxNotice } from "@/features/identity/components/mailbox-notice";

export function Component() {
  return (
    <EntranceLayout
      title="Forgot your password?"
      description="Enter your address, and a link to choose a new password comes by mail."
      footer={
        <TextLink asChild>
          <Link to={paths.signIn}>Go to sign-in</Link>
        </TextLink>
      }
    >
      <div className="grid gap-6">
        <MailboxNotice />
        <ForgotPasswordForm />
      </div>
    </EntranceLayout>
  );
}
