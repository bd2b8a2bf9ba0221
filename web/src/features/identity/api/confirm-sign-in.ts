import type { SecondFactorProof } from "@/features/identity/api/types";
import { anonymousApi, answer } from "@/lib/api-client";

/** The second step of a sign-in. */
export function confirmSignIn(proof: SecondFactorProof) {
  return answer(anonymousApi.POST("/api/v1/auth/login/mfa", { body: proof }));
}
