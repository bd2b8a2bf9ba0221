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
import { useCurrentUser } from "@/lib/session-context";

export function Component() {
  const [params] = useSearchParams();
  // The rest is closed until a second factor was shown. What sets one up stays in its place when the rest appears.
  const all = useCurrentUser()?.secondFactorNeeded !== true;
  return (
    <Page title="Security" actions={all && <SignOutEverywhere />}>
      <div className="grid gap-6">
        {all && <ChangePasswordForm />}
        <AuthenticatorCard />
        <PasskeyList />
        {all && (
          <>
            <LinkedProviders
              linked={params.get("linked")}
              failure={<ProviderFailure error={params.get("error")} provider={params.get("provider")} />}
            />
            <SessionList />
            <TokenList />
            <OwnEvents />
          </>
        )}
      </div>
    </Page>
  );
}
