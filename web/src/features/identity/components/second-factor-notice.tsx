import { useState } from "react";
import { Link, useLocation } from "react-router";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { useMe } from "@/features/identity/api/get-me";
import { usePasskeys } from "@/features/identity/api/list-passkeys";
import { ConfirmIdentityDialog } from "@/features/identity/components/confirm-identity-dialog";
import { useSession } from "@/lib/session-context";

/** For people whose role grants nothing until this session has shown a second factor. */
export function SecondFactorNotice() {
  const me = useMe();
  const passkeys = usePasskeys();
  const session = useSession();
  const { pathname } = useLocation();
  const [asking, setAsking] = useState(false);
  if (me.data === undefined || passkeys.isPending) return null;
  const canShowOne = me.data.credentials.authenticator || (passkeys.data ?? []).length > 0;

  return (
    <Notice tone="warning">
      <p>Your role asks for a second factor, and opens nothing until you have shown one.</p>
      {canShowOne ? (
        <Button size="sm" className="mt-2" onClick={() => setAsking(true)}>
          Show it now
        </Button>
      ) : pathname === paths.security ? (
        <p>Set up an authenticator app or a passkey below.</p>
      ) : (
        <TextLink asChild>
          <Link to={paths.security}>Set up a second factor</Link>
        </TextLink>
      )}
      {asking && (
        <ConfirmIdentityDialog
          onConfirmed={() => {
            setAsking(false);
            session.refreshUser();
          }}
          onClosed={() => setAsking(false)}
        />
      )}
    </Notice>
  );
}
