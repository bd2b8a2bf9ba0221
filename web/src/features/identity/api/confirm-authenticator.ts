import { answer, api } from "@/lib/api-client";

/** From now on sign-in asks for a code. */
export async function confirmAuthenticator(code: string): Promise<readonly string[]> {
  return (await answer(api.POST("/api/v1/auth/mfa/totp/confirm", { body: { code } }))).recoveryCodes;
}
