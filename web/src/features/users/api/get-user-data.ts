import { useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api-client";
import { saveFile } from "@/lib/save-file";

/** Everything that is held about a person, saved as a file; asked for when it is wanted, and kept by nobody here. */
export function useUserData() {
  return useMutation({
    mutationFn: async (id: string) => {
      const { data, response } = await api.GET("/api/v1/users/{id}/data", {
        params: { path: { id } },
        parseAs: "blob" as const,
      });
      if (data !== undefined) saveFile(data, response, `personal-data-${id}.json`);
    },
  });
}
