import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Field, Select } from "@/components/ui/field";
import { ShowMore } from "@/components/ui/show-more";
import { Skeleton } from "@/components/ui/skeleton";
import type { Import, ImportChange } from "@/features/users/api/imports";
import { useImportChanges } from "@/features/users/api/list-import-changes";
import { fieldLabel } from "@/features/users/components/field-label";
import { formatNumber } from "@/lib/format";

const kinds = [
  { change: "update", label: "Changed" },
  { change: "create", label: "New" },
] as const;

/** Who is new and what is different, row by row. */
export function ImportChanges({ course }: { course: Import }) {
  const { id, status, created, updated } = course;
  const [chosen, setChosen] = useState<(typeof kinds)[number]["change"] | null>(null);
  const change = chosen ?? (updated > 0 ? "update" : "create");
  const changes = useImportChanges(id, status, change);
  if (created + updated === 0) return null;
  return (
    <Card aria-labelledby="changes-title" aria-busy={changes.isPending || undefined} className="overflow-hidden">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line p-5">
        <h2 id="changes-title" className="font-semibold">
          The difference
        </h2>
        <Field label="People" hideLabel>
          <Select value={change} onChange={({ target }) => setChosen(target.value as typeof change)}>
            {kinds.map(({ change: kind, label }) => (
              <option key={kind} value={kind}>
                {label} ({formatNumber(kind === "create" ? created : updated)})
              </option>
            ))}
          </Select>
        </Field>
      </header>
      {changes.isPending ? (
        <div className="grid gap-4 p-5">
          <Skeleton className="h-8 w-full max-w-sm" />
          <Skeleton className="h-8 w-full max-w-sm" />
        </div>
      ) : changes.isError ? (
        <Failure error={changes.error} onRetry={() => void changes.refetch()} />
      ) : (
        <>
          <ul aria-labelledby="changes-title" className="divide-y divide-line">
            {changes.data.pages
              .flatMap((page) => page.items)
              .map((row) => (
                <ChangedRow key={row.row} row={row} />
              ))}
          </ul>
          <ShowMore list={changes}>Show more</ShowMore>
        </>
      )}
    </Card>
  );
}

function ChangedRow({ row }: { row: ImportChange }) {
  return (
    <li className="grid gap-2 px-5 py-3.5 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 font-medium wrap-anywhere">{row.email}</span>
        <span className="flex items-center gap-2 text-faint tabular-nums">
          {row.isUndone && <Badge>Taken back</Badge>}
          Row {formatNumber(row.row)}
        </span>
      </div>
      {row.fields
        .filter(({ field }) => field !== "email")
        .map(({ field, from, to }) => (
          <p key={field} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-soft">{fieldLabel(field)}</span>
            {row.change === "update" && (
              <>
                <Value text={from} />
                <ArrowRight aria-label="becomes" className="size-3.5 shrink-0 text-faint" />
              </>
            )}
            <Value text={to} />
          </p>
        ))}
    </li>
  );
}

function Value({ text }: { text: string | null }) {
  return text === null ? (
    <span className="text-faint">not set</span>
  ) : (
    <span className="min-w-0 wrap-anywhere">{text}</span>
  );
}
