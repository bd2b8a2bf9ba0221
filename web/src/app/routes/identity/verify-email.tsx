import { Link, useLocation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Button } from "@/components/ui/button";
import { CorrelationLine } from "@/components/ui/failure";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { useVerifyEmail } from "@/features/identity/api/verify-email";
import { ResendForm } from "@/features/identity/components/resend-form";
import { tokenOf } from "@/lib/link-token";
import { ApiError, correlationOf, messageOf } from "@/lib/problem";

export function Component() {
  const token = tokenOf(useLocation().hash);
  return (
    <EntranceLayout title="Confirm your email address">
      <Confirmation token={token} />
    </EntranceLayout>
  );
}

function Confirmation({ token }: { token: string }) {
  const verification = useVerifyEmail(token);
  if (verification.isSuccess) {
    return (
      <div className="grid gap-5">
        <Notice tone="success" announce>
          Your address is confirmed.
        </Notice>
        <Button asChild variant="primary" size="lg" block>
          <Link to={paths.signIn}>Sign in</Link>
        </Button>
      </div>
    );
  }
  if (token === "" || (verification.error instanceof ApiError && verification.error.status < 500)) {
    return (
      <div className="grid gap-6">
        <Notice tone="danger" announce>
          This link is incomplete, used up or has expired. If your address is confirmed already, simply sign in.
          <CorrelationLine id={correlationOf(verification.error)} />
        </Notice>
        <Button asChild block>
          <Link to={paths.signIn}>Go to sign-in</Link>
        </Button>
        <ResendForm />
      </div>
    );
  }
  if (verification.isError) {
    return (
      <div className="grid gap-5">
        <Notice tone="danger" announce>
          {messageOf(verification.error)}
          <CorrelationLine id={correlationOf(verification.error)} />
        </Notice>
        <Button block onClick={() => void verification.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div role="status">
      <span className="sr-only">Confirming</span>
      <Skeleton className="h-11 w-full" />
    </div>
  );
}
