import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const sessionsKey = ["identity", "sessions"] as const;

/** Where the signed-in person is signed in; the device that was used last comes first. */
export function useSessions() {
  return useQuery({
    queryKey: sessionsKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/sessions", { signal })),
  });
}

/** Reads the list again, after something that ends sessions. */
export function useSessionsChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: sessionsKey });
}
