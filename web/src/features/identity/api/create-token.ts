import type { TokenRequest } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";

/** Not a mutation of the query client, which would keep the answer and the secret in it. */
export function createToken(token: TokenRequest) {
  return answer(api.POST("/api/v1/auth/tokens", { body: token }));
}
