import type { Registration } from "@/features/identity/api/types";
import { anonymousApi } from "@/lib/api-client";

export async function register(registration: Registration): Promise<void> {
  await anonymousApi.POST("/api/v1/auth/register", { body: registration });
}
