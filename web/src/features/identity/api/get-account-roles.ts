import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const accountRolesKey = (id: string) => ["identity", "accounts", id, "roles"] as const;

/** The roles of one account, read anew whenever somebody is about to change them. */
export function useAccountRoles(id: string) {
  return useQuery({
    queryKey: accountRolesKey(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/accounts/{id}/roles", { params: { path: { id } }, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}
