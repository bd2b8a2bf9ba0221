import { useMutation } from "@tanstack/react-query";
import { filtersOf } from "@/features/users/api/list-users";
import type { UserFilters } from "@/features/users/api/types";
import { api } from "@/lib/api-client";
import { saveFile } from "@/lib/save-file";

interface Export {
  format: "csv" | "ndjson";
  /** Those of the list, which is saved whole. */
  filters: UserFilters;
}

/** Saves everybody whom the filters of the list find. */
export function useExportUsers() {
  return useMutation({
    mutationFn: async ({ format, filters }: Export) => {
      const { data, response } = await api.GET("/api/v1/users/export", {
        params: { query: { format, ...filtersOf(filters) } },
        parseAs: "blob",
      });
      if (data !== undefined) saveFile(data, response, `users.${format}`);
    },
  });
}
