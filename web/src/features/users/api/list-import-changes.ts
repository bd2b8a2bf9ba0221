import { useInfiniteQuery } from "@tanstack/react-query";
import { importKey, type ImportChange } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

const pageSize = 50;

/** What the rows of an import do, in the order of the file. They are read again in each phase of the import. */
export function useImportChanges(id: string, status: string, change: ImportChange["change"]) {
  return useInfiniteQuery({
    queryKey: [...importKey(id), "changes", status, change],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/users/imports/{id}/changes", {
          params: { path: { id }, query: { change, pageSize, ...(pageParam !== null && { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => (next === null ? null : Number(next)),
  });
}
