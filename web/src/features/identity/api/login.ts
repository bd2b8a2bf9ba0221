import type { Credentials } from "@/features/identity/api/types";
import { anonymousApi, answer } from "@/lib/api-client";

export function login(credentials: Credentials) {
  return answer(anonymousApi.POST("/api/v1/auth/login", { body: credentials }));
}
