import { useMutation } from "@tanstack/react-query";
import { mappingOf, typeOf, type ImportColumn } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

interface NewImport {
  file: File;
  columns: readonly ImportColumn[];
  invite: boolean;
  /** The same for every attempt whose answer may have got lost. */
  key: string;
}

/** Sends a file to find out what it would change; nothing is written yet. */
export function useStartImport() {
  return useMutation({
    mutationFn: ({ file, columns, invite, key }: NewImport) =>
      answer(
        api.POST("/api/v1/users/imports", {
          params: {
            query: { dryRun: true, invite, mapping: mappingOf(columns), fileName: file.name },
            header: { "Idempotency-Key": key },
          },
          headers: { "Content-Type": typeOf(file) },
          body: "",
          bodySerializer: () => file,
        }),
      ),
  });
}
