import { useMutation, useQueryClient } from "@tanstack/react-query";
import { passkeysKey } from "@/features/identity/api/list-passkeys";
import { api } from "@/lib/api-client";

/** Takes a way to sign in away; the server keeps the last one. */
export function useRemovePasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/auth/passkeys/{id}", { params: { path: { id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: passkeysKey }),
  });
}
