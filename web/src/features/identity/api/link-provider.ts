import { useMutation } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

interface Link {
  provider: string;
  /** Where the browser comes back to when the provider is linked. */
  returnUrl: string;
}

/** Begins to link a provider; answers where to send the browser. */
export function useLinkProvider() {
  return useMutation({
    mutationFn: async ({ provider, returnUrl }: Link) => {
      const { location } = await answer(
        api.POST("/api/v1/auth/external/{provider}/link", { params: { path: { provider } }, body: { returnUrl } }),
      );
      return location;
    },
  });
}
