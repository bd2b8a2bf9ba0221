import type { Setup } from "@/features/identity/api/types";
import { anonymousApi, answer } from "@/lib/api-client";

/** Creates the first administrator and signs in. */
export function setUp(setup: Setup) {
  return answer(anonymousApi.POST("/api/v1/auth/setup", { body: setup }));
}
