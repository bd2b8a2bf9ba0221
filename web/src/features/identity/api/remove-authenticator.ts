import { api } from "@/lib/api-client";

/** A password alone signs in again. */
export async function removeAuthenticator(): Promise<void> {
  await api.DELETE("/api/v1/auth/mfa/totp");
}
