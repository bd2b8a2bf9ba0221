import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import type { AuditFilter, AuditListing } from "@/features/monitoring/api/types";
import { auditKinds } from "@/features/monitoring/components/audit-wording";
import { FilterField, type FilterForm } from "@/features/monitoring/components/filter-field";

interface AuditToolbarProps {
  listing: AuditListing;
  filtered: boolean;
  onChange: (change: Partial<AuditListing>) => void;
  onReset: () => void;
}

const person: FilterForm = {
  whole: /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})?$/i,
  begun: /^[\da-f-]{0,36}$/i,
  message: "An ID like 0198c0de-….",
};

export function AuditToolbar({ listing, filtered, onChange, onReset }: AuditToolbarProps) {
  const filter = (name: AuditFilter) => ({
    value: listing[name],
    onSettled: (text: string) => onChange({ [name]: text }),
  });
  const day = (name: "from" | "to") => ({
    type: "date",
    value: listing[name],
    onChange: ({ target }: { target: HTMLInputElement }) => onChange({ [name]: target.value }),
  });
  return (
    <search className="grid grid-cols-2 items-start gap-3 border-b border-line p-4 sm:px-5 md:grid-cols-3">
      <Field label="What" className="col-span-2 md:col-span-1">
        <Select value={listing.kind} onChange={({ target }) => onChange({ kind: target.value })}>
          <option value="">Anything</option>
          {Object.entries(auditKinds).map(([kind, { label }]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="From">
        <Input {...day("from")} />
      </Field>
      <Field label="To">
        <Input {...day("to")} />
      </Field>
      <FilterField label="Account ID" {...filter("accountId")} form={person} className="col-span-2 sm:col-span-1" />
      <FilterField label="Done by (ID)" {...filter("actorId")} form={person} className="col-span-2 sm:col-span-1" />
      <FilterField label="Correlation ID" {...filter("correlationId")} className="col-span-2 md:col-span-1" />
      {filtered && (
        <Button className="justify-self-start max-sm:col-span-2" onClick={onReset}>
          Clear
        </Button>
      )}
    </search>
  );
}
