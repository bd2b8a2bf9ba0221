import { useMutation } from "@tanstack/react-query";
import type { AccountRoles } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

export function useAssignRoles() {
  return useMutation({
    /** The version is that of the roles as they were seen. */
    mutationFn: ({ accountId, version, roles }: AccountRoles) =>
      answer(
        api.PUT("/api/v1/accounts/{id}/roles", {
          params: { path: { id: accountId }, header: { "If-Match": tagOf(version) } },
          body: { roles },
        }),
      ),
  });
}
