import { Laptop, Smartphone, Terminal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { useToast } from "@/components/ui/toast";
import { useEndSession } from "@/features/identity/api/end-session";
import { useSessions } from "@/features/identity/api/list-sessions";
import type { Session } from "@/features/identity/api/types";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { formatDateTime, formatRelative } from "@/lib/format";
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
            <SessionItem key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SessionItem({ session }: { session: Session }) {
  const ending = useEndSession();
  const toast = useToast();
  const { confirmed, question } = useIdentityConfirmation();
  const name = nameOf(session);

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
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border border-line bg-sunken text-soft">
        <DeviceIcon session={session} />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {name}
          {session.current && <Badge tone="success">This device</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-soft">
          {session.ip !== null && <span className="break-all">{session.ip} · </span>}
          signed in{" "}
          <time dateTime={session.createdAt} title={formatDateTime(session.createdAt)}>
            {formatRelative(session.createdAt)}
          </time>
          {!session.current && (
            <>
              , last seen{" "}
              <time dateTime={session.lastSeenAt} title={formatDateTime(session.lastSeenAt)}>
                {formatRelative(session.lastSeenAt)}
              </time>
            </>
          )}
        </p>
      </div>
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
    </li>
  );
}

function nameOf({ browser, device }: Session): string {
  if (browser !== null && device !== null) return `${browser} on ${device}`;
  return browser ?? device ?? "Unknown device";
}

function DeviceIcon({ session: { browser, device } }: { session: Session }) {
  if (device === "iPhone" || device === "iPad" || device === "Android")
    return <Smartphone aria-hidden className="size-5" />;
  if (browser === "curl" || (browser === null && device === null)) return <Terminal aria-hidden className="size-5" />;
  return <Laptop aria-hidden className="size-5" />;
}
