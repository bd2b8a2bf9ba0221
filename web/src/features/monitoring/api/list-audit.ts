import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { AuditListing } from "@/features/monitoring/api/types";
import { answer, api } from "@/lib/api-client";

const pageSize = 25;

export function useAudit(listing: AuditListing) {
  return useInfiniteQuery({
    queryKey: ["monitoring", "audit", listing],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/monitoring/audit", {
          params: { query: { ...asQuery(listing), ...(pageParam !== null && { after: pageParam }), pageSize } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

function asQuery({ from, to, ...texts }: AuditListing) {
  const set = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")) as Partial<typeof texts>;
  return {
    ...set,
    ...(from !== "" && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to !== "" && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  };
}
