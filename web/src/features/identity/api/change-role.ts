import { useMutation, useQueryClient } from "@tanstack/react-query";
import { rolesKey } from "@/features/identity/api/list-roles";
import type { Role } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

type Change = Pick<Role, "name" | "permissions" | "requiresSecondFactor"> & {
  /** Of the role as it was seen; null makes a new one. */
  version: number | null;
};

export function useChangeRole() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version, ...body }: Change) =>
      answer(
        api.PUT("/api/v1/roles/{name}", {
          params: {
            path: { name },
            header: version === null ? { "If-None-Match": "*" } : { "If-Match": tagOf(version) },
          },
          body,
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: rolesKey }),
  });
}
