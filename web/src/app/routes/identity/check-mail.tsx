import { Link, useLocation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { MailboxNotice } from "@/features/identity/components/mailbox-notice";
import { ResendForm } from "@/features/identity/components/resend-form";

export function Component() {
  const email = (useLocation().state as { email?: string } | null)?.email;
  return (
    <EntranceLayout
      title="Check your mail"
      description={
        <>
          A link to confirm your address is on its way to{" "}
          {email === undefined ? "you" : <strong className="font-medium break-all text-ink">{email}</strong>}. Open it,
          then sign in.
        </>
      }
      footer={
        <TextLink asChild>
          <Link to={paths.signIn}>Go to sign-in</Link>
        </TextLink>
      }
    >
      <div className="grid gap-6">
        <MailboxNotice />
        <section className="grid gap-3 rounded-xl border border-line bg-surface p-4 shadow-card">
          <h2 className="text-sm font-medium">No mail?</h2>
          <p className="text-sm text-soft">Look into the spam folder, or have the link sent again.</p>
          <ResendForm key={email} {...(email !== undefined && { email })} />
        </section>
      </div>
    </EntranceLayout>
  );
}
