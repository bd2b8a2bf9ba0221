import { useQuery } from "@tanstack/react-query";
import { importKey } from "@/features/users/api/imports";
import { answer, api } from "@/lib/api-client";

export function useImport(id: string) {
  return useQuery({
    queryKey: importKey(id),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/imports/{id}", { params: { path: { id } }, signal })),
  });
}
