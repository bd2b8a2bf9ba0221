import { useEffect, useRef } from "react";

/** Which rows of a table are chosen to have something done with. */
export interface RowSelection<Row> {
  /** Names a row to screen readers. */
  nameOf: (row: Row) => string;
  isSelected: (row: Row) => boolean;
  canSelect: (row: Row) => boolean;
  /** A range reaches from the row that was chosen before. */
  onSelect: (row: Row, selected: boolean, isRange: boolean) => void;
  onSelectAll: (selected: boolean) => void;
}

interface SelectionProps<Row> {
  selection: RowSelection<Row>;
}

export function SelectAllCell<Row>({ selection, rows }: SelectionProps<Row> & { rows: readonly Row[] | undefined }) {
  const selectable = rows?.filter(selection.canSelect) ?? [];
  const selected = selectable.filter(selection.isSelected).length;
  const all = selected > 0 && selected === selectable.length;
  return (
    <th role="columnheader" scope="col" className="w-0 py-2.5 pr-0 pl-5">
      <RowCheckbox
        label="Select everybody on this page"
        checked={all}
        mixed={selected > 0 && !all}
        disabled={selectable.length === 0}
        onChange={() => selection.onSelectAll(!all)}
      />
    </th>
  );
}

export function SelectCell<Row>({ selection, row }: SelectionProps<Row> & { row: Row }) {
  return (
    <td role="cell" className="absolute top-4 right-4 align-middle sm:static sm:w-0 sm:py-3 sm:pr-0 sm:pl-5">
      {selection.canSelect(row) && (
        <RowCheckbox
          label={`Select ${selection.nameOf(row)}`}
          checked={selection.isSelected(row)}
          onChange={(checked, isRange) => selection.onSelect(row, checked, isRange)}
        />
      )}
    </td>
  );
}

interface RowCheckboxProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for is selected, but not all. */
  mixed?: boolean;
  disabled?: boolean;
  onChange: (checked: boolean, isRange: boolean) => void;
}

function RowCheckbox({ label, checked, mixed = false, disabled = false, onChange }: RowCheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // There is no attribute for it.
    if (input.current !== null) input.current.indeterminate = mixed;
  }, [mixed]);
  return (
    <input
      ref={input}
      type="checkbox"
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onChange={({ target, nativeEvent }) =>
        onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
      className="block size-4.5 rounded accent-accent disabled:opacity-50"
    />
  );
}
