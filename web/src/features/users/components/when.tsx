import { formatDateTime, formatRelative } from "@/lib/format";

/** How long ago, and exactly when for whoever points at it. */
export function When({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatDateTime(iso)} className="whitespace-nowrap text-soft">
      {formatRelative(iso)}
    </time>
  );
}
