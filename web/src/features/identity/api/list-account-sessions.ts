import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const accountSessionsKey = (id: string) => ["identity", "accounts", id, "sessions"] as const;

/** Where somebody is signed in; the device that was used last comes first. */
export function useAccountSessions(id: string) {
  return useQuery({
    queryKey: accountSessionsKey(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/accounts/{id}/sessions", { params: { path: { id } }, signal })),
  });
}
