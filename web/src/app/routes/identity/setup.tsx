import { Link, useLocation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/config/paths";
import { useSetupStatus } from "@/features/identity/api/get-setup";
import { SetupForm } from "@/features/identity/components/setup-form";
import { tokenOf } from "@/lib/link-token";

export function Component() {
  const token = tokenOf(useLocation().hash);
  const setup = useSetupStatus();
  const done = setup.data?.required === false;
  return (
    <EntranceLayout
      title="Set up Monolith"
      description={done ? undefined : "Create the first administrator. Everybody else can sign up or be invited later."}
    >
      {done ? (
        <div className="grid gap-5">
          <Notice>This installation already has an administrator.</Notice>
          <Button asChild variant="primary" size="lg" block>
            <Link to={paths.signIn}>Sign in</Link>
          </Button>
        </div>
      ) : token === "" ? (
        <Notice tone="danger">This link has no setup token. Copy the whole link that the server printed.</Notice>
      ) : (
        <SetupForm token={token} />
      )}
    </EntranceLayout>
  );
}
