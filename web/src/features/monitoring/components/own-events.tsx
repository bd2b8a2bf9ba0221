import { Check, Info, ShieldAlert, TriangleAlert } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { ShowMore } from "@/components/ui/show-more";
import { Skeleton } from "@/components/ui/skeleton";
import { useOwnAudit } from "@/features/monitoring/api/list-own-audit";
import type { OwnAuditEntry } from "@/features/monitoring/api/types";
import { clientOf, detailOf, isId, kindOf } from "@/features/monitoring/components/audit-wording";
import { formatDateTime, formatRelative } from "@/lib/format";

const icons = { neutral: Check, info: Info, warning: TriangleAlert, danger: ShieldAlert } as const;
const looks = {
  neutral: "bg-sunken text-soft",
  info: "bg-info-soft text-info-ink",
  warning: "bg-warning-soft text-warning-ink",
  danger: "bg-danger-soft text-danger-ink",
} as const;

/** What happened to the own account lately, so that its person notices what somebody else did. */
export function OwnEvents() {
  const events = useOwnAudit();
  return (
    <Card aria-labelledby="events-title" aria-busy={events.isPending || undefined} className="overflow-hidden">
      <header className="border-b border-line p-5">
        <h2 id="events-title" className="font-semibold">
          Recent security events
        </h2>
        <p className="mt-1 text-sm text-soft">
          If something here was not you, change your password: it signs everybody else out.
        </p>
      </header>
      {events.isPending ? (
        <Waiting />
      ) : events.isError ? (
        <Failure error={events.error} onRetry={() => void events.refetch()} />
      ) : (
        <>
          <ul aria-labelledby="events-title" className="divide-y divide-line">
            {events.data.pages
              .flatMap((page) => page.items)
              .map((entry) => (
                <Event key={entry.id} entry={entry} />
              ))}
          </ul>
          {events.data.pages[0]?.items.length === 0 && (
            <p className="p-5 text-sm text-soft">Nothing has happened yet.</p>
          )}
          <ShowMore list={events}>Show older</ShowMore>
        </>
      )}
    </Card>
  );
}

function Event({ entry }: { entry: OwnAuditEntry }) {
  const { label, tone } = kindOf(entry.kind);
  const look = tone === "info" || tone === "warning" || tone === "danger" ? tone : "neutral";
  const Icon = icons[look];
  const from = [clientOf(entry), entry.ip].filter((part) => part !== null);
  return (
    <li className="flex items-start gap-4 px-5 py-3.5">
      <span className={`flex size-8 shrink-0 items-center justify-center rounded-lg ${looks[look]}`}>
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:justify-between sm:gap-4">
        <div className="min-w-0">
          <p className="text-sm font-medium">
            {label}
            {entry.detail !== null && !isId(entry.detail) && (
              <span className="font-normal text-soft"> · {detailOf(entry.detail)}</span>
            )}
            {entry.byAnother && <span className="font-normal text-soft"> · by somebody else</span>}
          </p>
          {from.length > 0 && <p className="mt-0.5 text-sm wrap-anywhere text-soft">{from.join(" · ")}</p>}
        </div>
        <time
          dateTime={entry.at}
          title={formatDateTime(entry.at)}
          className="mt-0.5 block shrink-0 text-sm text-soft tabular-nums"
        >
          {formatRelative(entry.at)}
        </time>
      </div>
    </li>
  );
}

function Waiting() {
  return (
    <div className="grid gap-4 p-5">
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} className="h-8 w-full max-w-sm" />
      ))}
    </div>
  );
}
