import type { PasskeyToAdd } from "@/features/identity/api/types";
import { answer, api } from "@/lib/api-client";

/** Signs in to the account from now on. */
export function addPasskey(passkey: PasskeyToAdd) {
  return answer(api.POST("/api/v1/auth/passkeys", { body: passkey }));
}
