import { Activity } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Pagination } from "@/components/ui/pagination";
import { Table, type Column } from "@/components/ui/table";
import { paths } from "@/config/paths";
import { useRequestList } from "@/features/monitoring/api/list-requests";
import type { KeptRequest, RequestListing } from "@/features/monitoring/api/types";
import { HttpStatus } from "@/features/monitoring/components/http-status";
import { formatDuration, formatMoment } from "@/lib/format";

const columns: readonly Column<KeptRequest>[] = [
  {
    id: "request",
    header: "Request",
    lead: true,
    cell: (request) => (
      <div className="min-w-0 break-all sm:min-w-64">
        <span className="mr-2 font-mono text-xs font-semibold text-soft">{request.method}</span>
        <span className="font-mono text-xs">{request.path}</span>
      </div>
    ),
  },
  { id: "status", header: "Status", cell: (request) => <HttpStatus status={request.status} /> },
  {
    id: "duration",
    header: "Duration",
    align: "end",
    cell: (request) => <span className="whitespace-nowrap tabular-nums">{formatDuration(request.durationMs)}</span>,
  },
  {
    id: "started",
    header: "Started",
    cell: (request) => (
      <time dateTime={request.startedAt} className="text-soft tabular-nums">
        {formatMoment(request.startedAt)}
      </time>
    ),
  },
  {
    id: "trace",
    header: "Correlation ID",
    cell: (request) => (
      <Link
        to={paths.trace(request.correlationId)}
        title={request.correlationId}
        className="block max-w-32 truncate font-mono text-xs text-accent-ink underline-offset-2 hover:underline"
      >
        {request.correlationId}
      </Link>
    ),
  },
];

interface RequestsTableProps {
  listing: RequestListing;
  filtered: boolean;
  onPage: (page: number) => void;
  onReset: () => void;
}

export function RequestsTable({ listing, filtered, onPage, onReset }: RequestsTableProps) {
  const requests = useRequestList(listing);
  if (requests.isError) return <Failure error={requests.error} onRetry={() => void requests.refetch()} />;
  if (requests.data?.items.length === 0) {
    return (
      <EmptyState
        icon={Activity}
        title="No requests"
        action={filtered && <Button onClick={onReset}>Clear the filter</Button>}
      >
        {filtered ? "No kept request matches this filter." : "Requests appear here as they are answered."}
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        caption="Requests"
        columns={columns}
        rows={requests.data?.items}
        rowKey={(request) => request.id}
        stale={requests.isPlaceholderData}
      />
      {requests.data && (
        <Pagination page={listing.page} pageSize={listing.pageSize} total={requests.data.total} onPage={onPage} />
      )}
    </>
  );
}
