import { Link, useLocation, useSearchParams } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { paths, safeReturnTo } from "@/config/paths";
import { useSetupStatus } from "@/features/identity/api/get-setup";
import { ProviderButtons } from "@/features/identity/components/provider-buttons";
import { ProviderFailure } from "@/features/identity/components/provider-failure";
import { SignInForm } from "@/features/identity/components/sign-in-form";
import { questionIn } from "@/features/identity/components/second-factor-question";
import { useSessionState } from "@/lib/session-context";

export function Component() {
  const setup = useSetupStatus();
  const [params] = useSearchParams();
  const { hash } = useLocation();
  return (
    <EntranceLayout
      title="Sign in"
      footer={
        <>
          New here?{" "}
          <TextLink asChild>
            <Link to={paths.signUp}>Create an account</Link>
          </TextLink>
        </>
      }
    >
      <div className="grid gap-5">
        <Ending />
        {setup.data?.required === true && (
          <Notice>No administrator exists yet. Open the setup link that the server printed when it started.</Notice>
        )}
        <ProviderFailure error={params.get("error")} provider={params.get("provider")} />
        <SignInForm asked={questionIn(hash)} />
        <ProviderButtons returnUrl={safeReturnTo(params.get("returnTo"))} />
      </div>
    </EntranceLayout>
  );
}

/** Says why the last session is over. */
function Ending() {
  const state = useSessionState();
  if (state.status !== "signed-out" || state.reason === "never") return null;
  return state.reason === "expired" ? (
    <Notice tone="warning" announce>
      Your session has ended. Sign in again to go on.
    </Notice>
  ) : (
    <Notice tone="success" announce>
      You have signed out.
    </Notice>
  );
}
