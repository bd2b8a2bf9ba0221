import { useQuery } from "@tanstack/react-query";
import { anonymousApi, answer } from "@/lib/api-client";

/** The providers that people can sign in with here. */
export function useProviders() {
  return useQuery({
    queryKey: ["identity", "providers"],
    queryFn: ({ signal }) => answer(anonymousApi.GET("/api/v1/auth/external", { signal })),
    staleTime: Infinity,
    retry: false,
  });
}
