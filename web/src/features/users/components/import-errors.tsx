import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, type Column } from "@/components/ui/table";
import { useToast } from "@/components/ui/toast";
import { useSaveImportErrors } from "@/features/users/api/get-import-errors";
import type { Import } from "@/features/users/api/imports";
import { fieldLabel } from "@/features/users/components/field-label";
import { formatNumber } from "@/lib/format";
import { messageOf } from "@/lib/problem";

/** So many the server shows; all of them are a file. */
const shown = 20;

const columns: readonly Column<Import["errors"][number]>[] = [
  { id: "message", header: "What is wrong", lead: true, cell: ({ message }) => message },
  { id: "row", header: "Row", cell: ({ row }) => <span className="tabular-nums">{formatNumber(row)}</span> },
  { id: "field", header: "Field", cell: ({ field }) => fieldLabel(field) },
];

/** What is wrong with which rows: the first ones here, all of them as a file. */
export function ImportErrors({ course: { id, errors } }: { course: Import }) {
  const saving = useSaveImportErrors(id);
  const toast = useToast();
  return (
    <Card aria-labelledby="errors-title" className="overflow-hidden">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line p-5">
        <div>
          <h2 id="errors-title" className="font-semibold">
            Errors
          </h2>
          {errors.length > shown && <p className="mt-1 text-sm text-soft">The first {shown} of them.</p>}
        </div>
        <Button
          busy={saving.isPending}
          onClick={() =>
            saving.mutate(undefined, { onError: (error) => toast({ tone: "danger", title: messageOf(error) }) })
          }
        >
          <Download aria-hidden className="size-4" />
          Save all errors
        </Button>
      </header>
      <Table
        caption="Errors"
        columns={columns}
        rows={errors.slice(0, shown)}
        rowKey={({ row, field, message }) => `${row} ${field} ${message}`}
      />
    </Card>
  );
}
