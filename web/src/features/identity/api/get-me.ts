import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const meKey = ["identity", "me"] as const;

/** The own account, with what it can be signed in with. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/me", { signal })),
  });
}

/** Reads the account again, after something that changes what it can be signed in with. */
export function useMeChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: meKey });
}
