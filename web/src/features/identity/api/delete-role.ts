import { useMutation, useQueryClient } from "@tanstack/react-query";
import { rolesKey } from "@/features/identity/api/list-roles";
import type { Role } from "@/features/identity/api/types";
import { api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

/** Deletes a role that nobody has. */
export function useDeleteRole() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version }: Role) =>
      api.DELETE("/api/v1/roles/{name}", { params: { path: { name }, header: { "If-Match": tagOf(version) } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: rolesKey }),
  });
}
