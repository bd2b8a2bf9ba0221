import { useMutation, useQueryClient } from "@tanstack/react-query";
import { importKey } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

/** Writes what a dry run has found out, or takes back what was written. */
export function useGoOnWithImport(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (how: "apply" | "undo") =>
      answer(
        how === "apply"
          ? api.POST("/api/v1/users/imports/{id}/apply", { params: { path: { id } } })
          : api.POST("/api/v1/users/imports/{id}/undo", { params: { path: { id } } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: importKey(id), exact: true }),
  });
}
