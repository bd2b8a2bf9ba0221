import { clsx } from "clsx";
import { ArrowRightLeft, Globe, RadioTower, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Trace, TraceEntry } from "@/features/monitoring/api/types";
import { formatDuration } from "@/lib/format";

const looks: Record<TraceEntry["kind"], { icon: LucideIcon; label: string; bar: string; tint: string }> = {
  request: { icon: Globe, label: "Request", bar: "bg-accent", tint: "bg-accent-soft text-accent-ink" },
  message: { icon: ArrowRightLeft, label: "Message", bar: "bg-info", tint: "bg-info-soft text-info-ink" },
  push: { icon: RadioTower, label: "Push", bar: "bg-success", tint: "bg-success-soft text-success-ink" },
};

/** What one correlation id caused, in order of time, each step as a bar from its start to its end. */
export function TraceTimeline({ trace }: { trace: Trace }) {
  const end = Math.max(trace.durationMs, ...trace.entries.map((entry) => entry.offsetMs + entry.durationMs), 1);
  return (
    <div>
      <Scale end={end} />
      <ol aria-label="Timeline" className="divide-y divide-line">
        {trace.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} end={end} />
        ))}
      </ol>
    </div>
  );
}

function Scale({ end }: { end: number }) {
  return (
    <div
      aria-hidden
      className="hidden justify-between border-b border-line py-2 pr-5 text-xs text-faint tabular-nums md:ml-[22rem] md:flex"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <span key={part}>{formatDuration(end * part)}</span>
      ))}
    </div>
  );
}

function Entry({ entry, end }: { entry: TraceEntry; end: number }) {
  const { icon: Icon, label, tint } = looks[entry.kind];
  const details = Object.entries(entry.detail);
  return (
    <li className="px-4 py-3 sm:px-5 md:pl-5">
      <div className="grid items-center gap-x-6 gap-y-2.5 md:grid-cols-[calc(22rem-2.75rem)_1fr]">
        <div className="flex min-w-0 items-center gap-3">
          <span className={clsx("flex size-8 shrink-0 items-center justify-center rounded-lg", tint)}>
            <Icon aria-hidden className="size-4" />
          </span>
          <div className="min-w-0">
            <p title={entry.name} className="text-sm font-medium break-words">
              {withoutNamespace(entry.name)}
            </p>
            <p className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
              <span className="capitalize">{[label, entry.module].filter(Boolean).join(" · ")}</span>
              {entry.status === "failed" && <Badge tone="danger">Failed</Badge>}
            </p>
          </div>
        </div>
        <Bar entry={entry} end={end} />
      </div>
      {details.length > 0 && (
        <details className="mt-2 md:ml-11">
          <summary className="w-fit rounded text-xs text-soft hover:text-ink">Details</summary>
          <dl className="mt-2 grid gap-x-4 gap-y-1 rounded-lg bg-sunken p-3 text-xs sm:grid-cols-[max-content_1fr]">
            {details.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-faint">{name}</dt>
                <dd className="font-mono break-all max-sm:mb-1.5">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

/** `Monolith.Identity.Application.Features.RegisterAccount` reads as `RegisterAccount`; routes and event names stay as they are. */
function withoutNamespace(name: string): string {
  return name.replace(/^(?:[A-Z]\w*\.)+(?=[A-Z]\w*$)/, "");
}

function Bar({ entry, end }: { entry: TraceEntry; end: number }) {
  const { bar } = looks[entry.kind];
  const left = (entry.offsetMs / end) * 100;
  const width = (entry.durationMs / end) * 100;
  return (
    <div className="flex items-center gap-3 md:block">
      <div aria-hidden className="relative h-2 flex-1 overflow-hidden rounded-full bg-sunken">
        <div
          className={clsx("absolute inset-y-0 min-w-1 rounded-full", entry.status === "failed" ? "bg-danger" : bar)}
          style={{ left: `min(${left}%, calc(100% - 0.25rem))`, width: `${width}%` }}
        />
      </div>
      <p className="shrink-0 text-xs text-soft tabular-nums md:mt-1.5">
        <span className="sr-only">Starts after </span>+{formatDuration(entry.offsetMs)}
        <span aria-hidden> · </span>
        <span className="sr-only">, takes </span>
        {formatDuration(entry.durationMs)}
      </p>
    </div>
  );
}
