import { answer, api } from "@/lib/api-client";

/** A key for an authenticator app; nothing asks for its codes before the first one is confirmed. */
export function addAuthenticator() {
  return answer(api.POST("/api/v1/auth/mfa/totp"));
}
