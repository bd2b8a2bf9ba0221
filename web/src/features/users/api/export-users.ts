import { useMutation } from "@tanstack/react-query";
import type { UserListing } from "@/features/users/api/types";
import { api } from "@/lib/api-client";
import { saveFile } from "@/lib/save-file";

interface Export {
  format: "csv" | "ndjson";
  /** The question of the list, whose answer is saved whole. */
  listing: Pick<UserListing, "q" | "status">;
}

/** Saves everybody whom the filters of the list find. */
export function useExportUsers() {
  return useMutation({
    mutationFn: async ({ format, listing: { q, status } }: Export) => {
      const { data, response } = await api.GET("/api/v1/users/export", {
        params: { query: { format, ...(q !== "" && { q }), ...(status !== null && { status }) } },
        parseAs: "blob",
      });
      if (data !== undefined) saveFile(data, response, `users.${format}`);
    },
  });
}
