import { useMutation } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";
import { saveFile } from "@/lib/save-file";

/** Everything that is held about a person, saved as a file; asked for when it is wanted, and kept by nobody here. */
export function useUserData() {
  return useMutation({
    mutationFn: async (id: string) => {
      const file = await answer(
        api.GET("/api/v1/users/{id}/data", { params: { path: { id } }, parseAs: "blob" as const }),
      );
      saveFile(file, `personal-data-${id}.json`);
    },
  });
}
