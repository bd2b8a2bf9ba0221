import { useQuery } from "@tanstack/react-query";
import { userKey } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";

export function useUser(id: string, enabled: boolean) {
  return useQuery({
    queryKey: userKey(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/{id}", { params: { path: { id } }, signal })),
    enabled,
    staleTime: 60_000,
    retry: false,
  });
}
