import { answer, api } from "@/lib/api-client";

/** The earlier codes open nothing any more. */
export async function replaceRecoveryCodes(): Promise<readonly string[]> {
  return (await answer(api.POST("/api/v1/auth/mfa/recovery-codes"))).recoveryCodes;
}
