import type { PasswordReset } from "@/features/identity/api/types";
import { anonymousApi } from "@/lib/api-client";

export async function resetPassword(reset: PasswordReset): Promise<void> {
  await anonymousApi.POST("/api/v1/auth/password/reset", { body: reset });
}
