import { useInfiniteQuery } from "@tanstack/react-query";
import { userKey } from "@/features/users/api/types";
import type { Answer } from "@/lib/api-types";
import { answer, api } from "@/lib/api-client";

const pageSize = 10;

export type HistoryEntry = Answer<"/api/v1/users/{id}/history", "get">["items"][number];

/** Who changed what of a person, newest first. It is read again with the person, whose version is part of the question. */
export function useUserHistory(id: string, version: number) {
  return useInfiniteQuery({
    queryKey: [...userKey(id), "history", version],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/users/{id}/history", {
          params: { path: { id }, query: { ...(pageParam !== null && { after: pageParam }), pageSize } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });
}
