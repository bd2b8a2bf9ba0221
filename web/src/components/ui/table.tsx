import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useId } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { manyRows, Rows, type Column, type RowsProps } from "@/components/ui/table-rows";
import { SelectAllCell } from "@/components/ui/table-selection";

export type { Column };

interface TableProps<Row> extends Omit<RowsProps<Row>, "rows"> {
  /** What the rows are; read out to screen readers. */
  caption: string;
  /** Undefined while the first page is on its way. */
  rows: readonly Row[] | undefined;
  /** `name` ascending, `-name` descending. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** The rows shown belong to the previous question; the answer to the new one is on its way. */
  stale?: boolean;
}

const skeletonRows = [1, 2, 3, 4, 5, 6];

/**
 * A table that becomes a list of cards on phones. The roles are written out because a changed `display` takes
 * the table's meaning away from assistive technology.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, rows, sort, onSort, stale = false, ...body } = props;
  const { columns, selection, onOpen } = body;
  const keysId = useId();
  return (
    <>
      {onOpen && (
        <p id={keysId} className="sr-only">
          The arrow keys go from row to row, Enter opens one{selection && ", Space selects it"}.
        </p>
      )}
      <div className="overflow-x-auto">
        <table
          role="table"
          aria-rowcount={rows !== undefined && rows.length > manyRows ? rows.length + 1 : undefined}
          aria-busy={rows === undefined || stale}
          aria-describedby={onOpen && keysId}
          className="block w-full text-sm sm:table"
        >
          <caption className="sr-only">{caption}</caption>
          <thead role="rowgroup" className="sr-only sm:not-sr-only sm:table-header-group">
            <tr role="row" className="border-b border-line">
              {selection && <SelectAllCell selection={selection} rows={rows} />}
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody
            role="rowgroup"
            className={clsx("block divide-y divide-line transition-opacity sm:table-row-group", stale && "opacity-60")}
          >
            {rows === undefined ? (
              skeletonRows.map((row) => (
                <SkeletonRow key={row} columns={columns} selectable={selection !== undefined} />
              ))
            ) : (
              <Rows {...body} rows={rows} />
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { sortBy, header } = column;
  const descending = sort === `-${sortBy}`;
  const sorted = sortBy !== undefined && (sort === sortBy || descending);
  const Icon = sorted ? (descending ? ArrowDown : ArrowUp) : ChevronsUpDown;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}
      className={clsx(
        "px-4 py-2.5 text-xs font-medium whitespace-nowrap text-faint first:pl-5 last:pr-5",
        column.align === "end" ? "text-right" : "text-left",
      )}
    >
      {sortBy === undefined || onSort === undefined ? (
        header
      ) : (
        <button
          type="button"
          className={clsx(
            "-mx-1.5 inline-flex items-center gap-1 rounded px-1.5 py-0.5 hover:text-ink",
            sorted && "text-ink",
          )}
          onClick={() => onSort(sorted && !descending ? `-${sortBy}` : sortBy)}
        >
          {header}
          <Icon aria-hidden className={clsx("size-3.5", !sorted && "opacity-60")} />
        </button>
      )}
    </th>
  );
}

function SkeletonRow<Row>({ columns, selectable }: { columns: readonly Column<Row>[]; selectable: boolean }) {
  return (
    <tr role="row" className="grid grid-cols-2 gap-x-4 gap-y-2.5 px-4 py-4 sm:table-row">
      {selectable && <td role="cell" className="hidden sm:table-cell" />}
      {columns.map((column) => (
        <td key={column.id} role="cell" className={clsx("sm:px-4 sm:py-4", column.lead && "col-span-2")}>
          <Skeleton className={clsx("h-5", column.lead ? "w-48" : "w-20")} />
        </td>
      ))}
    </tr>
  );
}
