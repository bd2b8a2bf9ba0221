import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { useToast } from "@/components/ui/toast";
import { useTokens, useTokensChanged } from "@/features/identity/api/list-tokens";
import { useRevokeToken } from "@/features/identity/api/revoke-token";
import type { NewToken, Token } from "@/features/identity/api/types";
import { CreateTokenDialog } from "@/features/identity/components/create-token-dialog";
import { expiryState } from "@/features/identity/components/expiry";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { Moment } from "@/features/identity/components/moment";
import { NewTokenNotice } from "@/features/identity/components/new-token-notice";
import { formatDateTime, formatDay } from "@/lib/format";
import { messageOf } from "@/lib/problem";

/** The tokens with which programs call the API for the person, and the way to make and revoke them. */
export function TokenList() {
  const tokens = useTokens();
  const tokensChanged = useTokensChanged();
  const [created, setCreated] = useState<NewToken | null>(null);
  return (
    <Card aria-labelledby="tokens-title" aria-busy={tokens.isPending || undefined}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b border-line p-5">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="tokens-title" className="font-semibold">
            API tokens
          </h2>
          <p className="mt-1 text-sm text-soft">
            For programs that call the API in your name. They stay when you change your password or sign out everywhere:
            revoke what you no longer use.
          </p>
        </div>
        <CreateTokenDialog
          onCreated={(token) => {
            setCreated(token);
            tokensChanged();
          }}
        />
      </header>
      {created !== null && <NewTokenNotice key={created.id} token={created} onDone={() => setCreated(null)} />}
      {tokens.isPending ? (
        <ListSkeleton />
      ) : tokens.isError ? (
        <Failure error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : tokens.data.length === 0 ? (
        <EmptyState icon={KeyRound} title="No API tokens">
          A program with a token can do only what you choose, and only as long as you may do it yourself.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {tokens.data.map((token) => (
            <TokenItem
              key={token.id}
              token={token}
              onRevoked={() => {
                if (created?.id === token.id) setCreated(null);
              }}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function TokenItem({ token, onRevoked }: { token: Token; onRevoked: () => void }) {
  const expiry = expiryState(token.expiresAt);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-5 py-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border border-line bg-sunken text-soft">
        <KeyRound aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="min-w-0 break-words">{token.name}</span>
          {expiry === "expired" && <Badge tone="danger">Expired</Badge>}
          {expiry === "soon" && <Badge tone="warning">Expires soon</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-soft">
          made <Moment at={token.createdAt} />,{" "}
          {token.lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              last used <Moment at={token.lastUsedAt} />
            </>
          )}
          , {expiry === "expired" ? "expired" : "expires"}{" "}
          <time dateTime={token.expiresAt} title={formatDateTime(token.expiresAt)}>
            {formatDay(token.expiresAt)}
          </time>
        </p>
        <ul aria-label="Scopes" className="mt-2 flex flex-wrap gap-1.5">
          {token.scopes.map((scope) => (
            <li key={scope}>
              <Badge>
                <code className="font-mono">{scope}</code>
              </Badge>
            </li>
          ))}
        </ul>
      </div>
      <RevokeToken token={token} onRevoked={onRevoked} />
    </li>
  );
}

/** Asks once: whatever uses the token stops working. */
function RevokeToken({ token, onRevoked }: { token: Token; onRevoked: () => void }) {
  const revoking = useRevokeToken();
  const toast = useToast();

  // Awaited: by the time the answer is here, this item may have left the list.
  const revoke = async () => {
    try {
      await revoking.mutateAsync(token.id);
      onRevoked();
      toast({ tone: "success", title: `“${token.name}” is revoked` });
    } catch (error) {
      toast({ tone: "danger", title: `“${token.name}” still works`, detail: messageOf(error) });
    }
  };

  return (
    <Dialog
      title={`Revoke “${token.name}”?`}
      description="Programs that use it are refused from now on. This cannot be taken back."
      trigger={
        <Button size="sm" className="max-sm:ml-14" aria-label={`Revoke ${token.name}`}>
          Revoke
        </Button>
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Keep</Button>
          </DialogClose>
          <Button variant="danger" busy={revoking.isPending} onClick={() => void revoke()}>
            Revoke
          </Button>
        </>
      }
    />
  );
}
