import { useQuery } from "@tanstack/react-query";
import { anonymousApi } from "@/lib/api-client";

/**
 * Confirms an address with the token from the mail. Written as a query although it changes something: the token works once, and a query
 * is asked once per key however often the page renders or mounts.
 */
export function useVerifyEmail(token: string) {
  return useQuery({
    queryKey: ["identity", "verify-email", token],
    queryFn: async () => {
      await anonymousApi.POST("/api/v1/auth/email/verify", { body: { token } });
      return true;
    },
    enabled: token !== "",
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
