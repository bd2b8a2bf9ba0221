import { formatDateTime, formatRelative } from "@/lib/format";

/** How long ago, and exactly when for whoever points at it. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at)}
    </time>
  );
}
