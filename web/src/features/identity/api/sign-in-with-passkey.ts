import type { PasskeyProof } from "@/features/identity/api/types";
import { anonymousApi, answer } from "@/lib/api-client";

/** The session: a passkey is both factors. */
export function signInWithPasskey(passkey: PasskeyProof) {
  return answer(anonymousApi.POST("/api/v1/auth/login/passkey", { body: passkey }));
}
