import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const rolesKey = ["identity", "roles"] as const;

/** All roles and what each grants, by name. */
export function useRoles(enabled = true) {
  return useQuery({
    queryKey: rolesKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/roles", { signal })),
    enabled,
  });
}
