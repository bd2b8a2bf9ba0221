import { Button } from "@/components/ui/button";
import type { RequestFilter, RequestListing } from "@/features/monitoring/api/types";
import { FilterField, type FilterForm } from "@/features/monitoring/components/filter-field";

interface RequestsToolbarProps {
  listing: RequestListing;
  filtered: boolean;
  onChange: (change: Partial<RequestListing>) => void;
  onReset: () => void;
}

export function RequestsToolbar({ listing, filtered, onChange, onReset }: RequestsToolbarProps) {
  const filter = (name: RequestFilter) => ({
    value: listing[name],
    onSettled: (text: string) => onChange({ [name]: text }),
  });
  return (
    <search className="grid grid-cols-2 items-start gap-3 border-b border-line p-4 sm:px-5 lg:grid-cols-[2fr_2fr_1fr_1fr] lg:has-[button]:grid-cols-[2fr_2fr_1fr_1fr_auto]">
      <FilterField label="Correlation ID" {...filter("correlationId")} className="col-span-2 sm:col-span-1" />
      <FilterField label="Route" {...filter("route")} className="col-span-2 sm:col-span-1" />
      <FilterField label="Status" {...filter("status")} form={status} />
      <FilterField label="Slower than (ms)" {...filter("minDurationMs")} form={milliseconds} />
      {filtered && (
        <Button className="max-lg:col-span-2 sm:max-lg:justify-self-start lg:mt-6.5" onClick={onReset}>
          Clear
        </Button>
      )}
    </search>
  );
}

const status: FilterForm = {
  whole: /^(?:[1-5]\d\d|[1-5]xx)?$/,
  begun: /^(?:[1-5](?:\d{0,2}|x{0,2}))?$/,
  message: "A status like 404, or a class like 5xx.",
  placeholder: "404 or 5xx",
};
const milliseconds: FilterForm = { whole: /^\d*$/, begun: /^\d*$/, message: "Whole numbers only.", placeholder: "200" };
