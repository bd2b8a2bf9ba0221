import { Page } from "@/components/layouts/page";
import { ChangePasswordForm } from "@/features/identity/components/change-password-form";
import { SessionList } from "@/features/identity/components/session-list";
import { SignOutEverywhere } from "@/features/identity/components/sign-out-everywhere";

export function Component() {
  return (
    <Page title="Security" actions={<SignOutEverywhere />}>
      <div className="grid gap-6">
        <ChangePasswordForm />
        <SessionList />
      </div>
    </Page>
  );
}
