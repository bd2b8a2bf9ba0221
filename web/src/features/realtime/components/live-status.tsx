import { clsx } from "clsx";
import { useRealtimeStatus } from "@/lib/realtime-context";
import type { RealtimeStatus } from "@/lib/realtime";

const looks: Record<RealtimeStatus, { dot: string; label: string }> = {
  live: { dot: "bg-success", label: "Live" },
  connecting: { dot: "bg-warning animate-breathe", label: "Connecting" },
  offline: { dot: "bg-line-strong", label: "Not live" },
};

/** Whether changes by others appear by themselves right now. */
export function LiveStatus() {
  const { dot, label } = looks[useRealtimeStatus()];
  return (
    <p
      role="status"
      title={label}
      className="flex items-center gap-2 px-2 py-1.5 text-xs text-soft md:justify-center lg:justify-start"
    >
      <span aria-hidden className={clsx("size-2 rounded-full", dot)} />
      <span className="sr-only lg:not-sr-only">{label}</span>
    </p>
  );
}
