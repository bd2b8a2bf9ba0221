import { useMutation } from "@tanstack/react-query";
import { typeOf } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

/** As much of a file as the server looks at. */
const previewed = 64 * 1024;

/** Looks at the beginning of a file; nothing is kept. */
export function usePreviewImport() {
  return useMutation({
    mutationFn: (file: File) =>
      answer(
        api.POST("/api/v1/users/imports/preview", {
          headers: { "Content-Type": typeOf(file) },
          body: "",
          bodySerializer: () => file.slice(0, previewed),
        }),
      ),
  });
}
