import type { Reauthentication } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";

/** Shows once more who is signed in; the token of the answer takes the place of the one that is held. */
export function reauthenticate(proof: Reauthentication) {
  return answer(api.POST("/api/v1/auth/reauthenticate", { body: proof }));
}
