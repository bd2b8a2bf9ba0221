import type { PasswordChange } from "@/features/identity/api/types";
import { api } from "@/lib/api-client";

/** Every other session of the person ends. */
export async function changePassword(change: PasswordChange): Promise<void> {
  await api.POST("/api/v1/auth/password/change", { body: change });
}
