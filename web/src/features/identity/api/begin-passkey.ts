import { answer, api } from "@/lib/api-client";
import type { CreationOptions } from "@/lib/passkeys";

/** What the browser needs to make a passkey; good once, for five minutes. */
export async function beginPasskey(): Promise<CreationOptions> {
  return (await answer(api.POST("/api/v1/auth/passkeys/options"))) as CreationOptions;
}
