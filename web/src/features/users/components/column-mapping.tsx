import { Select } from "@/components/ui/field";
import type { FilePreview, ImportColumn } from "@/features/users/api/imports";
import { fieldLabel } from "@/features/users/components/field-label";

const samples = 3;

interface ColumnMappingProps {
  preview: FilePreview;
  columns: readonly ImportColumn[];
  onChange: (columns: readonly ImportColumn[]) => void;
}

/** The columns of a file with some of what they have, and what each is taken for. */
export function ColumnMapping({ preview, columns, onChange }: ColumnMappingProps) {
  const change = (number: number, field: string | null) =>
    onChange(columns.map((column) => (column.number === number ? { ...column, field } : column)));
  return (
    <fieldset>
      <legend className="text-sm font-medium">What the columns are</legend>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line">
        {columns.map(({ number, name, field }) => (
          <li key={number} className="grid gap-x-4 gap-y-2 px-4 py-3 text-sm sm:grid-cols-[1fr_14rem] sm:items-center">
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{name === "" ? `Column ${number}` : name}</p>
              <p className="truncate text-faint">{sampleOf(preview, number)}</p>
            </div>
            <Select
              aria-label={`What ${name === "" ? `column ${number}` : name} is`}
              value={field ?? ""}
              onChange={({ target }) => change(number, target.value === "" ? null : target.value)}
            >
              <option value="">Ignored</option>
              {preview.fields.map((known) => (
                <option key={known} value={known}>
                  {fieldLabel(known)}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function sampleOf({ rows }: FilePreview, number: number): string {
  const found = rows.map((cells) => cells[number - 1] ?? "").filter((cell) => cell !== "");
  return found.length === 0 ? "Empty in the first rows" : found.slice(0, samples).join(" · ");
}
