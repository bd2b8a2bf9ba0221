import type { Credentials, LoginAnswer, SecondFactorQuestion } from "@/features/identity/api/types";
import { anonymousApi, answer } from "@/lib/api-client";

/** The session, or the question for the second factor. */
export function login(credentials: Credentials) {
  return answer(anonymousApi.POST("/api/v1/auth/login", { body: credentials }));
}

export function asksForSecondFactor(answer: LoginAnswer): answer is SecondFactorQuestion {
  return "mfaToken" in answer;
}
