import { useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { saveFile } from "@/lib/save-file";

/** Saves all errors of an import as a file. */
export function useSaveImportErrors(id: string) {
  return useMutation({
    mutationFn: async () => {
      const { data, response } = await api.GET("/api/v1/users/imports/{id}/errors", {
        params: { path: { id } },
        parseAs: "blob",
      });
      if (data !== undefined) saveFile(data, response, "errors.csv");
    },
  });
}
