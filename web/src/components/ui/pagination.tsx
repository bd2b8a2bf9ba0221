import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { formatAbout, formatNumber } from "@/lib/format";

/** The API reads lists by page up to this row. */
const deepestRow = 100_000;

interface PaginationProps {
  page: number;
  pageSize: number;
  total: number;
  /** The total is about right only. */
  isEstimate?: boolean;
  onPage: (page: number) => void;
  /** Offers these numbers of rows a page. */
  sizes?: readonly number[];
  onSize?: (pageSize: number) => void;
}

export function Pagination({ page, pageSize, total, isEstimate = false, onPage, sizes = [], onSize }: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const deepest = Math.floor(deepestRow / pageSize);
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 sm:px-5"
    >
      <p className="text-sm text-soft tabular-nums">
        {formatNumber(first)}–{formatNumber(last)} of {isEstimate ? formatAbout(total) : formatNumber(total)}
        {page >= deepest && pages > deepest && ". Search or filter to see the others."}
      </p>
      <div className="flex items-center gap-2">
        {onSize && sizes.length > 0 && (
          <Field label="Rows a page" hideLabel>
            <Select value={pageSize} onChange={({ target }) => onSize(Number(target.value))} className="w-20">
              {sizes.map((size) => (
                <option key={size} value={size}>
                  {size}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          <ChevronLeft aria-hidden className="-ml-1 size-4" />
          Previous
        </Button>
        <Button size="sm" disabled={page >= Math.min(pages, deepest)} onClick={() => onPage(page + 1)}>
          Next
          <ChevronRight aria-hidden className="-mr-1 size-4" />
        </Button>
      </div>
    </nav>
  );
}
