import { ListFilter, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { ShowMore } from "@/components/ui/show-more";
import { Table, type Column } from "@/components/ui/table";
import { paths } from "@/config/paths";
import { useAudit } from "@/features/monitoring/api/list-audit";
import type { AuditEntry, AuditListing } from "@/features/monitoring/api/types";
import { clientOf, detailOf, kindOf } from "@/features/monitoring/components/audit-wording";
import { formatDateTime, formatMoment } from "@/lib/format";

interface AuditTableProps {
  listing: AuditListing;
  filtered: boolean;
  /** How a person is shown. */
  person: (id: string) => ReactNode;
  onChange: (change: Partial<AuditListing>) => void;
  onReset: () => void;
}

export function AuditTable({ listing, filtered, person, onChange, onReset }: AuditTableProps) {
  const audit = useAudit(listing);
  if (audit.isError) return <Failure error={audit.error} onRetry={() => void audit.refetch()} />;
  const entries = audit.data?.pages.flatMap((page) => page.items);
  if (entries?.length === 0) {
    return (
      <EmptyState
        icon={ScrollText}
        title="No entries"
        action={filtered && <Button onClick={onReset}>Clear the filter</Button>}
      >
        {filtered ? "No kept entry matches this filter." : "Entries appear here as people register and sign in."}
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption="Audit trail"
        columns={columns(person, (accountId) => onChange({ accountId }))}
        rows={entries}
        rowKey={(entry) => entry.id}
        stale={audit.isPlaceholderData}
      />
      <ShowMore list={audit}>Show older</ShowMore>
    </>
  );
}

function columns(person: AuditTableProps["person"], onPerson: (id: string) => void): Column<AuditEntry>[] {
  return [
    {
      id: "what",
      header: "What",
      cell: ({ kind, detail }) => (
        <div className="min-w-0">
          <Badge tone={kindOf(kind).tone}>{kindOf(kind).label}</Badge>
          {detail !== null && <p className="mt-1 text-xs text-soft">{detailOf(detail)}</p>}
        </div>
      ),
    },
    { id: "who", header: "Account", cell: (entry) => <Who {...{ entry, person, onPerson }} /> },
    { id: "where", header: "From", cell: (entry) => <Where entry={entry} /> },
    {
      id: "when",
      header: "When",
      cell: ({ at, correlationId }) => (
        <>
          <time dateTime={at} title={formatDateTime(at)} className="text-soft tabular-nums">
            {formatMoment(at)}
          </time>
          <Link
            to={paths.trace(correlationId)}
            title={`Correlation ID ${correlationId}`}
            className="mt-0.5 block max-w-20 truncate font-mono lg:max-w-28 text-xs text-accent-ink underline-offset-2 hover:underline"
          >
            {correlationId}
          </Link>
        </>
      ),
    },
  ];
}

interface WhoProps {
  entry: AuditEntry;
  person: AuditTableProps["person"];
  onPerson: (id: string) => void;
}

/** Whose account it is about, and who did it where that was somebody else. */
function Who({ entry: { accountId, actorId }, person, onPerson }: WhoProps) {
  return (
    <div className="min-w-0">
      {accountId === null ? (
        <span className="text-faint">Nobody’s</span>
      ) : (
        <span className="flex items-center gap-1">
          {person(accountId)}
          <Button
            variant="quiet"
            size="icon"
            className="-my-1.5"
            aria-label="Show this account only"
            title="Show this account only"
            onClick={() => onPerson(accountId)}
          >
            <ListFilter aria-hidden className="size-4" />
          </Button>
        </span>
      )}
      {actorId !== null && actorId !== accountId && (
        <p className="mt-0.5 flex gap-1 text-xs text-soft">by {person(actorId)}</p>
      )}
    </div>
  );
}

function Where({ entry }: { entry: AuditEntry }) {
  const client = clientOf(entry);
  if (entry.ip === null && client === null) return <span className="text-faint">No network</span>;
  return (
    <div className="min-w-0 sm:min-w-24" title={entry.userAgent ?? undefined}>
      <p>{client ?? "Unknown device"}</p>
      <p className="text-xs wrap-anywhere text-soft">{entry.ip}</p>
    </div>
  );
}
