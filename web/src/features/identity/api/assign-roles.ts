import { useMutation, useQueryClient } from "@tanstack/react-query";
import { accountPermissionsKey } from "@/features/identity/api/get-account-permissions";
import type { AccountRoles } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

export function useAssignRoles() {
  const queries = useQueryClient();
  return useMutation({
    /** The version is that of the roles as they were seen. */
    mutationFn: ({ accountId, version, roles }: AccountRoles) =>
      answer(
        api.PUT("/api/v1/accounts/{id}/roles", {
          params: { path: { id: accountId }, header: { "If-Match": tagOf(version) } },
          body: { roles },
        }),
      ),
    onSuccess: (_, { accountId }) => queries.invalidateQueries({ queryKey: accountPermissionsKey(accountId) }),
  });
}
