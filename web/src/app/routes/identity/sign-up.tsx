import { Link, useNavigate } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { ProviderButtons } from "@/features/identity/components/provider-buttons";
import { SignUpForm } from "@/features/identity/components/sign-up-form";

export function Component() {
  const navigate = useNavigate();
  return (
    <EntranceLayout
      title="Create an account"
      footer={
        <>
          Already have one?{" "}
          <TextLink asChild>
            <Link to={paths.signIn}>Sign in</Link>
          </TextLink>
        </>
      }
    >
      <div className="grid gap-5">
        <SignUpForm onRegistered={(email) => void navigate(paths.checkMail, { state: { email } })} />
        <ProviderButtons returnUrl={paths.home} />
      </div>
    </EntranceLayout>
  );
}
