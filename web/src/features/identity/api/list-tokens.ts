import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const tokensKey = ["identity", "tokens"] as const;

/** The person's own personal access tokens, the newest first. */
export function useTokens() {
  return useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/tokens", { signal })),
  });
}

/** Reads the list again, after a token was made. */
export function useTokensChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: tokensKey });
}
