import { useMutation, useQueryClient } from "@tanstack/react-query";
import { sessionsKey } from "@/features/identity/api/list-sessions";
import type { Session } from "@/features/identity/api/types";
import { api } from "@/lib/api-client";

/** Signs another device of the same person out; it leaves the list at once. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/auth/sessions/{id}", { params: { path: { id } } }),
    onSuccess: (_, id) => {
      queries.setQueryData<Session[]>(sessionsKey, (sessions) => sessions?.filter((session) => session.id !== id));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}
