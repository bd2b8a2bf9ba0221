import { useInfiniteQuery } from "@tanstack/react-query";
import { isUnderWay } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

const pageSize = 10;

/** How often those that are under way are looked at. */
const refreshMs = 3_000;

/** Everybody's imports, newest first. */
export function useImports() {
  return useInfiniteQuery({
    queryKey: ["users", "imports"],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/users/imports", {
          params: { query: { ...(pageParam !== null && { after: pageParam }), pageSize } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Whoever comes back to it has just begun one, or gone on with it.
    refetchOnMount: "always",
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => isUnderWay(status))) === true && refreshMs,
  });
}
