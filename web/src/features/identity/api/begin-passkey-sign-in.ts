import { anonymousApi, answer } from "@/lib/api-client";
import type { RequestOptions } from "@/lib/passkeys";

/** What the browser needs to sign somebody in with a passkey; good once, for five minutes. */
export async function beginPasskeySignIn(): Promise<RequestOptions> {
  return (await answer(anonymousApi.POST("/api/v1/auth/login/passkey/options"))) as RequestOptions;
}
