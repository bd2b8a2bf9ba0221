import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

const pageSize = 10;

/** What was done on this page is told of a moment after it was done, and others may do something at any time. */
const refreshMs = 5_000;

/** What happened to the account of whoever is signed in. */
export function useOwnAudit() {
  return useInfiniteQuery({
    queryKey: ["monitoring", "audit", "own"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/monitoring/audit/own", {
          params: { query: { ...(pageParam !== null && { after: pageParam }), pageSize } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
  });
}
