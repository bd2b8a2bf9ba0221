import { anonymousApi } from "@/lib/api-client";

export async function requestPasswordReset(email: string): Promise<void> {
  await anonymousApi.POST("/api/v1/auth/password/forgot", { body: { email } });
}
