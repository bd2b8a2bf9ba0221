import { useMutation, useQueryClient } from "@tanstack/react-query";
import { linkedProvidersKey } from "@/features/identity/api/list-linked-providers";
import { api } from "@/lib/api-client";

/** Takes a way to sign in away; the server keeps the last one. */
export function useUnlinkProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (provider: string) =>
      api.DELETE("/api/v1/auth/external/{provider}", { params: { path: { provider } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: linkedProvidersKey }),
  });
}
