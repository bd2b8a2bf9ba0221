import { useQuery } from "@tanstack/react-query";
import { anonymousApi, answer } from "@/lib/api-client";

/** Whether the first administrator is still missing. */
export function useSetupStatus() {
  return useQuery({
    queryKey: ["identity", "setup"],
    queryFn: ({ signal }) => answer(anonymousApi.GET("/api/v1/auth/setup", { signal })),
    staleTime: Infinity,
    retry: false,
  });
}
