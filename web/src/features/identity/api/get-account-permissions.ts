import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const accountPermissionsKey = (id: string) => ["identity", "accounts", id, "permissions"] as const;

/** What somebody may do and why. It is read again with the person, whose version is part of the question. */
export function useAccountPermissions(id: string, version: number) {
  return useQuery({
    queryKey: [...accountPermissionsKey(id), version],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/accounts/{id}/permissions", { params: { path: { id } }, signal })),
    placeholderData: (previous) => previous,
  });
}
