import { useSearchParams } from "react-router";
import type { RequestFilter, RequestListing } from "@/features/monitoring/api/types";

const pageSize = 25;
const filters = ["correlationId", "route", "status", "minDurationMs", "userId"] as const satisfies RequestFilter[];

/** The listing as the address has it. */
export function useRequestListing() {
  const [params, setParams] = useSearchParams();
  const filter = (name: RequestFilter) => params.get(name) ?? "";
  const listing: RequestListing = {
    page: Math.max(1, Math.trunc(Number(params.get("page") ?? 1)) || 1),
    pageSize,
    correlationId: filter("correlationId"),
    route: filter("route"),
    status: filter("status"),
    minDurationMs: filter("minDurationMs"),
    userId: filter("userId"),
  };

  const change = (next: Partial<RequestListing>) => {
    const wanted = { ...listing, page: 1, ...next };
    const set = filters.filter((name) => wanted[name] !== "").map((name) => [name, wanted[name]] as [string, string]);
    setParams([...set, ...(wanted.page > 1 ? [["page", String(wanted.page)] as [string, string]] : [])], {
      replace: next.page === undefined,
      preventScrollReset: next.page === undefined,
    });
  };
  return {
    listing,
    change,
    reset: () => setParams({}),
    filtered: filters.some((name) => listing[name] !== ""),
  };
}
