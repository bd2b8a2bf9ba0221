import { clsx } from "clsx";
import { useEffect, useLayoutEffect, useRef, useState, type Key, type KeyboardEvent, type ReactNode } from "react";
import { SelectCell, type RowSelection } from "@/components/ui/table-selection";
import { VirtualRows, type Place } from "@/components/ui/virtual-rows";

/** More rows than this are not all drawn at once. */
export const manyRows = 50;

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The field that the server sorts by; without one the column cannot be sorted. */
  sortBy?: string;
  align?: "end";
  /** The first line of the card that a row becomes on a phone; shown there without its header. */
  lead?: boolean;
}

export interface RowsProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** Rows that have just appeared, marked for a moment. */
  isFresh?: ((row: Row) => boolean) | undefined;
  selection?: RowSelection<Row> | undefined;
  /** What Enter does to the row that the arrow keys have reached; without it they reach none. */
  onOpen?: ((row: Row) => void) | undefined;
}

/** The rows, of which the arrow keys make one the current one: one tab stop for all of them. */
export function Rows<Row>({ columns, rows, rowKey, isFresh, selection, onOpen }: RowsProps<Row>) {
  const { current, wanted, keysOf } = useRowKeys({ rows, rowKey, selection, onOpen });
  const draw = (row: Row, index: number, place?: Place) => (
    <TableRow
      key={rowKey(row)}
      selected={selectedOf(row, selection)}
      fresh={isFresh?.(row) === true}
      place={place}
      {...keysOf(row, index, place?.isStop)}
    >
      {selection && <SelectCell selection={selection} row={row} />}
      {columns.map((column) => (
        <BodyCell key={column.id} column={column}>
          {column.cell(row)}
        </BodyCell>
      ))}
    </TableRow>
  );
  if (rows.length <= manyRows) return rows.map((row, index) => draw(row, index));
  const indexOf = (key: Key | null) => rows.findIndex((row) => rowKey(row) === key);
  return (
    <VirtualRows
      count={rows.length}
      current={indexOf(current)}
      wanted={indexOf(wanted)}
      row={(place) => {
        const row = rows[place.index];
        return row === undefined ? null : draw(row, place.index, place);
      }}
    />
  );
}

function selectedOf<Row>(row: Row, selection: RowSelection<Row> | undefined): boolean | undefined {
  return selection?.canSelect(row) === true ? selection.isSelected(row) : undefined;
}

interface Focus {
  /** The row that Tab leads to. */
  current: Key | null;
  /** The row that takes the focus as soon as it is there. */
  wanted: Key | null;
}

function useRowKeys<Row>({
  rows,
  rowKey,
  selection,
  onOpen,
}: Pick<RowsProps<Row>, "rows" | "rowKey" | "selection" | "onOpen">) {
  const [focus, setFocus] = useState<Focus>({ current: null, wanted: null });
  const keys = rows.map(rowKey);
  const stop = focus.current !== null && keys.includes(focus.current) ? focus.current : keys[0];

  const press = (event: KeyboardEvent, row: Row, index: number) => {
    // What is pressed on a link or a button in the row is theirs.
    if (event.target !== event.currentTarget) return;
    const target = targetOf(event.key, index, keys.length);
    if (target !== null) setFocus({ ...focus, wanted: keys[target] ?? null });
    else if (event.key === "Enter") onOpen?.(row);
    else if (event.key === " " && selection?.canSelect(row) === true)
      selection.onSelect(row, !selection.isSelected(row), event.shiftKey);
    else return;
    event.preventDefault();
  };

  const keysOf = (row: Row, index: number, isStop = rowKey(row) === stop): RowKeys => {
    if (onOpen === undefined) return {};
    const key = rowKey(row);
    return {
      tabIndex: isStop ? 0 : -1,
      wanted: key === focus.wanted,
      onFocus: () => setFocus({ current: key, wanted: null }),
      onKeyDown: (event) => press(event, row, index),
    };
  };
  return { ...focus, keysOf };
}

function targetOf(key: string, index: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, count - 1);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

interface RowKeys {
  tabIndex?: 0 | -1;
  /** Takes the focus. */
  wanted?: boolean;
  onFocus?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

interface TableRowProps extends RowKeys {
  /** Undefined when it cannot be. */
  selected: boolean | undefined;
  fresh: boolean;
  /** Where its neighbours may not be drawn. */
  place: Place | undefined;
  children: ReactNode;
}

function TableRow({ selected, fresh, wanted = false, place, children, ...keys }: TableRowProps) {
  const element = useRef<HTMLTableRowElement>(null);
  const { index, measure } = place ?? {};
  useLayoutEffect(() => {
    measure?.(element.current);
  }, [measure, index]);
  useEffect(() => {
    if (wanted) element.current?.focus();
  }, [wanted]);
  return (
    <tr
      ref={element}
      role="row"
      data-index={index}
      // The header is the first.
      aria-rowindex={index === undefined ? undefined : index + 2}
      aria-selected={selected}
      className={clsx(
        "relative grid scroll-my-24 grid-cols-2 gap-x-4 gap-y-2.5 px-4 py-4 hover:bg-hover/50 sm:table-row",
        "-outline-offset-2 aria-selected:bg-accent-soft/50",
        fresh && "animate-arrive",
      )}
      {...keys}
    >
      {children}
    </tr>
  );
}

function BodyCell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  return (
    <td
      role="cell"
      className={clsx(
        "min-w-0 align-middle sm:px-4 sm:py-3 sm:first:pl-5 sm:last:pr-5",
        // Half of the width where there is room, and the first to give way where there is not.
        column.lead && "col-span-2 pr-8 sm:w-1/2 sm:max-w-0 sm:min-w-48",
        column.align === "end" && "sm:text-right",
      )}
    >
      {!column.lead && (
        <span aria-hidden className="mb-0.5 block text-xs text-faint sm:hidden">
          {column.header}
        </span>
      )}
      {children}
    </td>
  );
}
