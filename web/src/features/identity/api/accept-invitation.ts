import type { Acceptance } from "@/features/identity/api/types";
import { anonymousApi } from "@/lib/api-client";

export async function acceptInvitation(acceptance: Acceptance): Promise<void> {
  await anonymousApi.POST("/api/v1/auth/invitation", { body: acceptance });
}
