import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export const linkedProvidersKey = ["identity", "linked-providers"] as const;

/** The providers that the signed-in person can sign in with. */
export function useLinkedProviders() {
  return useQuery({
    queryKey: linkedProvidersKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/auth/external/linked", { signal })),
  });
}
