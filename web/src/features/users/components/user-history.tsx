import { ArrowRight } from "lucide-react";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { ShowMore } from "@/components/ui/show-more";
import { Skeleton } from "@/components/ui/skeleton";
import { useUserHistory, type HistoryEntry } from "@/features/users/api/get-user-history";
import type { User } from "@/features/users/api/types";
import { fieldLabel } from "@/features/users/components/field-label";
import { PersonLink } from "@/features/users/components/person-link";
import { formatDateTime, formatRelative } from "@/lib/format";

/** Who changed what of a person, when, from what and to what. */
export function UserHistory({ user }: { user: User }) {
  const history = useUserHistory(user.id, user.version);
  return (
    <Card aria-labelledby="history-title" aria-busy={history.isPending || undefined} className="overflow-hidden">
      <header className="border-b border-line p-5">
        <h2 id="history-title" className="font-semibold">
          History
        </h2>
        <p className="mt-1 text-sm text-soft">Who changed what, newest first.</p>
      </header>
      {history.isPending ? (
        <div className="grid gap-4 p-5">
          <Skeleton className="h-8 w-full max-w-sm" />
          <Skeleton className="h-8 w-full max-w-sm" />
        </div>
      ) : history.isError ? (
        <Failure error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        <>
          <ul aria-labelledby="history-title" className="divide-y divide-line">
            {history.data.pages
              .flatMap((page) => page.items)
              .map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
          </ul>
          {history.data.pages[0]?.items.length === 0 && (
            <p className="p-5 text-sm text-soft">Nothing was changed yet.</p>
          )}
          <ShowMore list={history}>Show older</ShowMore>
        </>
      )}
    </Card>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li className="grid gap-2 px-5 py-3.5 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-soft">
        {entry.actorId === null ? <span>Nobody known</span> : <PersonLink id={entry.actorId} />}
        <time dateTime={entry.at} title={formatDateTime(entry.at)} className="shrink-0 tabular-nums">
          {formatRelative(entry.at)}
        </time>
      </div>
      {entry.changes.map(({ field, from, to }) => (
        <p key={field} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{fieldLabel(field)}</span>
          <Value text={from} />
          <ArrowRight aria-label="became" className="size-3.5 shrink-0 text-faint" />
          <Value text={to} />
        </p>
      ))}
    </li>
  );
}

function Value({ text }: { text: string | null }) {
  return text === null || text === "" ? (
    <span className="text-faint">not set</span>
  ) : (
    <span className="min-w-0 wrap-anywhere">{values[text] ?? text}</span>
  );
}

/** What Identity says by a stable text. */
const values: Readonly<Record<string, string>> = { "address-taken": "refused: the address has another account" };
