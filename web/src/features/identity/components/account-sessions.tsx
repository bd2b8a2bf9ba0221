import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { useToast } from "@/components/ui/toast";
import { useAccountSessions } from "@/features/identity/api/list-account-sessions";
import { useSignPersonOut } from "@/features/identity/api/sign-person-out";
import type { Session } from "@/features/identity/api/types";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { SessionItem, sessionName } from "@/features/identity/components/session-item";
import { messageOf } from "@/lib/problem";

interface AccountSessionsProps {
  accountId: string;
  /** How the person is called. */
  name: string;
}

/** Every browser and device where somebody is signed in, and the way to sign them out. */
export function AccountSessions({ accountId, name }: AccountSessionsProps) {
  const sessions = useAccountSessions(accountId);
  return (
    <Card aria-labelledby="sessions-title" aria-busy={sessions.isPending || undefined}>
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line p-5">
        <div>
          <h2 id="sessions-title" className="font-semibold">
            Sessions
          </h2>
          <p className="mt-1 text-sm text-soft">Where {name} is signed in. Signing out takes effect within a second.</p>
        </div>
        {sessions.data !== undefined && sessions.data.length > 0 && (
          <SignOutOfAll accountId={accountId} name={name} count={sessions.data.length} />
        )}
      </header>
      {sessions.isPending ? (
        <ListSkeleton />
      ) : sessions.isError ? (
        <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : sessions.data.length === 0 ? (
        <p className="p-5 text-sm text-soft">{name} is signed in nowhere.</p>
      ) : (
        <ul aria-labelledby="sessions-title" className="divide-y divide-line">
          {sessions.data.map((session) => (
            <OneSession key={session.id} accountId={accountId} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OneSession({ accountId, session }: { accountId: string; session: Omit<Session, "current"> }) {
  const signingOut = useSignPersonOut(accountId);
  const toast = useToast();
  const device = sessionName(session);
  // Awaited: by the time the answer is here, this item may have left the list.
  const signOut = async () => {
    try {
      await signingOut.mutateAsync(session.id);
      toast({ tone: "success", title: `${device} is signed out` });
    } catch (error) {
      toast({ tone: "danger", title: `${device} is still signed in`, detail: messageOf(error) });
    }
  };
  return (
    <SessionItem session={session}>
      <Button
        size="sm"
        className="max-sm:ml-14"
        busy={signingOut.isPending}
        onClick={() => void signOut()}
        aria-label={`Sign out ${device}`}
      >
        Sign out
      </Button>
    </SessionItem>
  );
}

function SignOutOfAll({ accountId, name, count }: AccountSessionsProps & { count: number }) {
  const signingOut = useSignPersonOut(accountId);
  const toast = useToast();
  const signOut = async () => {
    try {
      await signingOut.mutateAsync(null);
      toast({ tone: "success", title: `${name} is signed out everywhere` });
    } catch (error) {
      toast({ tone: "danger", title: `${name} is still signed in`, detail: messageOf(error) });
    }
  };
  return (
    <Dialog
      title={`Sign ${name} out everywhere?`}
      description={`${count === 1 ? "One session ends" : `${count} sessions end`}. They can sign in again at once, and their API tokens stay; suspend them to keep them out.`}
      trigger={<Button>Sign out everywhere</Button>}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={() => void signOut()}>
              Sign out everywhere
            </Button>
          </DialogClose>
        </>
      }
    />
  );
}
