import { useMutation } from "@tanstack/react-query";
import { api } from "@/lib/api-client";

/** Mails the link again to somebody who has not answered. */
export function useResendInvitation() {
  return useMutation({
    mutationFn: (id: string) => api.POST("/api/v1/users/{id}/invitation", { params: { path: { id } } }),
  });
}
