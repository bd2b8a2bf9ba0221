import { useSearchParams } from "react-router";
import { Page } from "@/components/layouts/page";
import { AuthenticatorCard } from "@/features/identity/components/authenticator-card";
import { ChangePasswordForm } from "@/features/identity/components/change-password-form";
import { LinkedProviders } from "@/features/identity/components/linked-providers";
import { PasskeyList } from "@/features/identity/components/passkey-list";
import { ProviderFailure } from "@/features/identity/components/provider-failure";
import { SessionList } from "@/features/identity/components/session-list";
import { SignOutEverywhere } from "@/features/identity/components/sign-out-everywhere";
import { TokenList } from "@/features/identity/components/token-list";
import { OwnEvents } from "@/features/monitoring/components/own-events";

export function Component() {
  const [params] = useSearchParams();
  return (
    <Page title="Security" actions={<SignOutEverywhere />}>
      <div className="grid gap-6">
        <ChangePasswordForm />
        <AuthenticatorCard />
        <PasskeyList />
        <LinkedProviders
          linked={params.get("linked")}
          failure={<ProviderFailure error={params.get("error")} provider={params.get("provider")} />}
        />
        <SessionList />
        <TokenList />
        <OwnEvents />
      </div>
    </Page>
  );
}
