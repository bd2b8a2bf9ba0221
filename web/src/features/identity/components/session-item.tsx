import { Laptop, Smartphone, Terminal } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { Session } from "@/features/identity/api/types";
import { Moment } from "@/features/identity/components/moment";

interface SessionItemProps {
  session: Omit<Session, "current">;
  /** Whether it is the device that shows this. */
  current?: boolean;
  /** What can be done about it. */
  children: ReactNode;
}

/** One browser or device where somebody is signed in. */
export function SessionItem({ session, current = false, children }: SessionItemProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border border-line bg-sunken text-soft">
        <DeviceIcon session={session} />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {sessionName(session)}
          {current && <Badge tone="success">This device</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-soft">
          {session.ip !== null && <span className="break-all">{session.ip} · </span>}
          signed in <Moment at={session.createdAt} />
          {!current && (
            <>
              , last seen <Moment at={session.lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {children}
    </li>
  );
}

/** "Firefox on Linux", as much of it as is known. */
export function sessionName({ browser, device }: Pick<Session, "browser" | "device">): string {
  if (browser !== null && device !== null) return `${browser} on ${device}`;
  return browser ?? device ?? "Unknown device";
}

function DeviceIcon({ session: { browser, device } }: Pick<SessionItemProps, "session">) {
  if (device === "iPhone" || device === "iPad" || device === "Android")
    return <Smartphone aria-hidden className="size-5" />;
  if (browser === "curl" || (browser === null && device === null)) return <Terminal aria-hidden className="size-5" />;
  return <Laptop aria-hidden className="size-5" />;
}
