import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tokensKey } from "@/features/identity/api/list-tokens";
import type { Token } from "@/features/identity/api/types";
import { api } from "@/lib/api-client";

/** Takes a token back for good; it leaves the list at once. */
export function useRevokeToken() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/auth/tokens/{id}", { params: { path: { id } } }),
    onSuccess: (_, id) => {
      queries.setQueryData<Token[]>(tokensKey, (tokens) => tokens?.filter((token) => token.id !== id));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: tokensKey }),
  });
}
