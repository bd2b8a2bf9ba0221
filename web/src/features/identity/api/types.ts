import type { Answer, Body } from "@/lib/api-types";

export type Credentials = Body<"/api/v1/auth/login", "post">;
export type Registration = Body<"/api/v1/auth/register", "post">;
export type Setup = Body<"/api/v1/auth/setup", "post">;
export type Session = Answer<"/api/v1/auth/sessions", "get">[number];
export type PasswordReset = Body<"/api/v1/auth/password/reset", "post">;
export type PasswordChange = Body<"/api/v1/auth/password/change", "post">;
