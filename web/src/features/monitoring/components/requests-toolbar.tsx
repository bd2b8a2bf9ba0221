import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import type { RequestFilter, RequestListing } from "@/features/monitoring/api/types";
import { useDraft } from "@/lib/use-draft";

interface RequestsToolbarProps {
  listing: RequestListing;
  filtered: boolean;
  onChange: (change: Partial<RequestListing>) => void;
  onReset: () => void;
}

export function RequestsToolbar({ listing, filtered, onChange, onReset }: RequestsToolbarProps) {
  return (
    <search className="grid grid-cols-2 items-end gap-3 border-b border-line p-4 sm:px-5 lg:grid-cols-[2fr_2fr_1fr_1fr] lg:has-[button]:grid-cols-[2fr_2fr_1fr_1fr_auto]">
      <Filter
        name="correlationId"
        label="Correlation ID"
        {...{ listing, onChange }}
        className="col-span-2 sm:col-span-1"
      />
      <Filter name="route" label="Route" {...{ listing, onChange }} className="col-span-2 sm:col-span-1" />
      <Filter name="status" label="Status" {...{ listing, onChange }} numeric />
      <Filter name="minDurationMs" label="Slower than (ms)" {...{ listing, onChange }} numeric />
      {filtered && (
        <Button className="max-lg:col-span-2 sm:max-lg:justify-self-start" onClick={onReset}>
          Clear
        </Button>
      )}
    </search>
  );
}

interface FilterProps {
  name: RequestFilter;
  label: string;
  listing: RequestListing;
  onChange: (change: Partial<RequestListing>) => void;
  numeric?: boolean;
  className?: string;
}

function Filter({ name, label, listing, onChange, numeric = false, className = "" }: FilterProps) {
  const draft = useDraft(listing[name], (text) => {
    const value = text.trim();
    if (!numeric || /^\d*$/.test(value)) onChange({ [name]: value });
  });
  const wrong = numeric && !/^\d*$/.test(draft.value.trim());
  return (
    <Field label={label} className={className} errors={wrong ? ["Whole numbers only."] : []}>
      <Input inputMode={numeric ? "numeric" : "text"} autoComplete="off" spellCheck={false} {...draft} />
    </Field>
  );
}
