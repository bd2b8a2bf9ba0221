import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useTrace } from "@/features/monitoring/api/get-trace";
import { TraceTimeline } from "@/features/monitoring/components/trace-timeline";
import { formatDuration, formatMoment } from "@/lib/format";

export function TraceView({ correlationId }: { correlationId: string }) {
  const trace = useTrace(correlationId);
  if (trace.isPending) return <Waiting />;
  if (trace.isError) {
    return (
      <Card>
        <Failure error={trace.error} onRetry={() => void trace.refetch()} />
      </Card>
    );
  }
  const { startedAt, durationMs, entries } = trace.data;
  const facts = [
    { name: "Started", value: <time dateTime={startedAt}>{formatMoment(startedAt)}</time> },
    { name: "Took", value: formatDuration(durationMs) },
    { name: "Steps", value: entries.length },
  ];
  return (
    <Card>
      <dl className="flex flex-wrap gap-x-10 gap-y-3 border-b border-line px-4 py-4 sm:px-5">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-xs text-faint">{name}</dt>
            <dd className="text-sm font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <TraceTimeline trace={trace.data} />
    </Card>
  );
}

function Waiting() {
  return (
    <Card aria-busy aria-label="Timeline" className="grid gap-6 p-5">
      {[1, 2, 3, 4].map((line) => (
        <div key={line} className="flex items-center gap-4">
          <Skeleton className="size-8" />
          <Skeleton className="h-4 flex-1" />
        </div>
      ))}
    </Card>
  );
}
