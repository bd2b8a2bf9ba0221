import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { useToast } from "@/components/ui/toast";
import { useEndSession } from "@/features/identity/api/end-session";
import { useSessions } from "@/features/identity/api/list-sessions";
import type { Session } from "@/features/identity/api/types";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { SessionItem, sessionName } from "@/features/identity/components/session-item";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { messageOf } from "@/lib/problem";

/** Every browser and device where the person is signed in, and the way to sign the others out. */
export function SessionList() {
  const sessions = useSessions();
  return (
    <Card aria-labelledby="sessions-title" aria-busy={sessions.isPending || undefined}>
      <header className="border-b border-line p-5">
        <h2 id="sessions-title" className="font-semibold">
          Where you are signed in
        </h2>
        <p className="mt-1 text-sm text-soft">
          Sign out what you do not recognise or no longer use; it takes effect at once.
        </p>
      </header>
      {sessions.isPending ? (
        <ListSkeleton />
      ) : sessions.isError ? (
        <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul className="divide-y divide-line">
          {sessions.data.map((session) => (
            <OwnSession key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OwnSession({ session }: { session: Session }) {
  const ending = useEndSession();
  const toast = useToast();
  const { confirmed, question } = useIdentityConfirmation();
  const name = sessionName(session);

  // Awaited: by the time the answer is here, this item may have left the list.
  const end = async () => {
    try {
      await confirmed(() => ending.mutateAsync(session.id));
      toast({ tone: "success", title: `${name} is signed out` });
    } catch (error) {
      if (error instanceof NotConfirmedError) return;
      toast({ tone: "danger", title: `${name} is still signed in`, detail: messageOf(error) });
    }
  };

  return (
    <SessionItem session={session} current={session.current}>
      {!session.current && (
        <Button
          size="sm"
          className="max-sm:ml-14"
          busy={ending.isPending}
          onClick={() => void end()}
          aria-label={`Sign out ${name}`}
        >
          Sign out
        </Button>
      )}
      {question}
    </SessionItem>
  );
}
