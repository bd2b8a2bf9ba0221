import { answer, api } from "@/lib/api-client";
import type { RequestOptions } from "@/lib/passkeys";

/** What the browser needs to ask whoever is signed in for one of their passkeys; good once, for five minutes. */
export async function beginPasskeyConfirmation(): Promise<RequestOptions> {
  return (await answer(api.POST("/api/v1/auth/reauthenticate/passkey/options"))) as RequestOptions;
}
