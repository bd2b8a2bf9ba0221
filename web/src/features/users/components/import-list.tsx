import { FileUp } from "lucide-react";
import { Link } from "react-router";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { ShowMore } from "@/components/ui/show-more";
import { Table, type Column } from "@/components/ui/table";
import { paths } from "@/config/paths";
import { isUnderWay, type Import } from "@/features/users/api/imports";
import { useImports } from "@/features/users/api/list-imports";
import { ImportStatusBadge } from "@/features/users/components/import-status-badge";
import { PersonLink } from "@/features/users/components/person-link";
import { When } from "@/features/users/components/when";
import { formatNumber } from "@/lib/format";

/** The imports there were, so that whoever left one finds it again. */
export function ImportList() {
  const imports = useImports();
  const rows = imports.data?.pages.flatMap(({ items }) => items);
  return (
    <Card aria-labelledby="imports-title" className="overflow-hidden">
      <header className="border-b border-line p-5">
        <h2 id="imports-title" className="font-semibold">
          Earlier imports
        </h2>
        <p className="mt-1 text-sm text-soft">
          Everybody’s, newest first. What was left in the middle goes on from here.
        </p>
      </header>
      {imports.isError ? (
        <Failure error={imports.error} onRetry={() => void imports.refetch()} />
      ) : rows?.length === 0 ? (
        <EmptyState icon={FileUp} title="No imports yet">
          Files stay listed here after you leave the page.
        </EmptyState>
      ) : (
        <>
          <Table caption="Earlier imports" columns={columns} rows={rows} rowKey={({ id }) => id} />
          <ShowMore list={imports}>Show older</ShowMore>
        </>
      )}
    </Card>
  );
}

const columns: readonly Column<Import>[] = [
  {
    id: "file",
    header: "File",
    lead: true,
    cell: ({ id, fileName, format, rows }) => (
      <>
        <Link
          to={paths.userImportCourse(id)}
          title={fileName ?? undefined}
          className="block truncate font-medium underline-offset-2 hover:underline"
        >
          {fileName ?? format.toUpperCase()}
        </Link>
        <div className="text-soft tabular-nums">{formatNumber(rows)} rows</div>
      </>
    ),
  },
  { id: "status", header: "Status", cell: ({ status }) => <ImportStatusBadge status={status} /> },
  { id: "outcome", header: "People", cell: (one) => <Outcome of={one} /> },
  { id: "actor", header: "By", cell: ({ actorId }) => <PersonLink id={actorId} /> },
  { id: "when", header: "When", cell: ({ createdAt }) => <When iso={createdAt} /> },
];

function Outcome({ of: { status, rows, done, created, updated, failed, undone } }: { of: Import }) {
  const counts = [
    { name: "new", value: created },
    { name: "changed", value: updated },
    { name: "with errors", value: failed },
    { name: "taken back", value: undone },
  ].filter(({ value }) => value > 0);
  return (
    <span className="block text-soft tabular-nums sm:min-w-36">
      {isUnderWay(status)
        ? `${formatNumber(done)} of ${formatNumber(rows)} rows`
        : counts.length === 0
          ? "Nobody"
          : counts.map(({ name, value }) => `${formatNumber(value)} ${name}`).join(", ")}
    </span>
  );
}
