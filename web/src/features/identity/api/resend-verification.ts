import { anonymousApi } from "@/lib/api-client";

export async function resendVerification(email: string): Promise<void> {
  await anonymousApi.POST("/api/v1/auth/email/resend", { body: { email } });
}
