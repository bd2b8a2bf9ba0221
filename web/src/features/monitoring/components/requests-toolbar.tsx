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
    <search className="grid grid-cols-2 items-start gap-3 border-b border-line p-4 sm:px-5 lg:grid-cols-[2fr_2fr_1fr_1fr] lg:has-[button]:grid-cols-[2fr_2fr_1fr_1fr_auto]">
      <Filter
        name="correlationId"
        label="Correlation ID"
        {...{ listing, onChange }}
        className="col-span-2 sm:col-span-1"
      />
      <Filter name="route" label="Route" {...{ listing, onChange }} className="col-span-2 sm:col-span-1" />
      <Filter name="status" label="Status" {...{ listing, onChange }} form={status} />
      <Filter name="minDurationMs" label="Slower than (ms)" {...{ listing, onChange }} form={milliseconds} />
      {filtered && (
        <Button className="max-lg:col-span-2 sm:max-lg:justify-self-start lg:mt-6.5" onClick={onReset}>
          Clear
        </Button>
      )}
    </search>
  );
}

/** What a filter takes: `whole` is asked for, `begun` is still being typed, the rest is wrong. */
interface Form {
  whole: RegExp;
  begun: RegExp;
  message: string;
  placeholder?: string;
}

const anything: Form = { whole: /^/, begun: /^/, message: "" };
const status: Form = {
  whole: /^(?:[1-5]\d\d|[1-5]xx)?$/,
  begun: /^(?:[1-5](?:\d{0,2}|x{0,2}))?$/,
  message: "A status like 404, or a class like 5xx.",
  placeholder: "404 or 5xx",
};
const milliseconds: Form = { whole: /^\d*$/, begun: /^\d*$/, message: "Whole numbers only.", placeholder: "200" };

interface FilterProps {
  name: RequestFilter;
  label: string;
  listing: RequestListing;
  onChange: (change: Partial<RequestListing>) => void;
  form?: Form;
  className?: string;
}

function Filter({ name, label, listing, onChange, form = anything, className = "" }: FilterProps) {
  const draft = useDraft(listing[name], (text) => {
    if (form.whole.test(text.trim())) onChange({ [name]: text.trim() });
  });
  const wrong = !form.begun.test(draft.value.trim());
  return (
    <Field label={label} className={className} errors={wrong ? [form.message] : []}>
      <Input
        autoComplete="off"
        spellCheck={false}
        {...(form.placeholder !== undefined && { placeholder: form.placeholder })}
        {...draft}
      />
    </Field>
  );
}
