import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const passkeysKey = ["identity", "passkeys"] as const;

/** The person's own passkeys, the newest first. */
export function usePasskeys() {
  return useQuery({
    queryKey: passkeysKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/passkeys", { signal })),
  });
}

/** Reads the list again, after a passkey was added. */
export function usePasskeysChanged() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: passkeysKey });
}
