import { useMutation, useQueryClient } from "@tanstack/react-query";
import { accountSessionsKey } from "@/features/identity/api/list-account-sessions";
import { api } from "@/lib/api-client";

/** Signs somebody else out of one browser or device, or everywhere when none is named. */
export function useSignPersonOut(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (sessionId: string | null) => {
      await (sessionId === null
        ? api.DELETE("/api/v1/accounts/{id}/sessions", { params: { path: { id } } })
        : api.DELETE("/api/v1/accounts/{id}/sessions/{sessionId}", { params: { path: { id, sessionId } } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: accountSessionsKey(id) }),
  });
}
