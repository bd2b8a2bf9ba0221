import { Page } from "@/components/layouts/page";
import { SessionList } from "@/features/identity/components/session-list";
import { SignOutEverywhere } from "@/features/identity/components/sign-out-everywhere";

export function Component() {
  return (
    <Page title="Security" actions={<SignOutEverywhere />}>
      <SessionList />
    </Page>
  );
}
