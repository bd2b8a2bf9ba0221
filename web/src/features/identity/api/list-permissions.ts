import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

/** What roles can grant. It changes with a new version of the server only. */
export function usePermissions() {
  return useQuery({
    queryKey: ["identity", "permissions"],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/permissions", { signal })),
    staleTime: Infinity,
  });
}
