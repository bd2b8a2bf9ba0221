import { createHash, randomBytes } from "node:crypto";
import type { Response } from "express";
import { accessTokenSeconds, issueAccessToken, permissionsOf } from "./auth.js";
import type { Config } from "./config.js";

export const sessionMilliseconds = 30 * 24 * 3600 * 1000;

interface Account {
  id: string;
  email: string;
  displayName: string;
  roles: string[];
}

export interface SessionTokens {
  sessionId: string;
  /** The session's id and a secret: the session is found by its primary key. */
  refreshToken: string;
  tokenHash: Buffer<ArrayBuffer>;
}

export function newRefreshToken(sessionId: string): SessionTokens {
  const secret = randomBytes(32).toString("base64url");
  return { sessionId, refreshToken: `${sessionId}.${secret}`, tokenHash: hashOf(secret) };
}

export function hashOf(secret: string): Buffer<ArrayBuffer> {
  return createHash("sha256").update(secret).digest();
}

/** Native clients get the refresh token in the body, browsers in a cookie. */
export function sendTokens(
  config: Config,
  res: Response,
  account: Account,
  session: SessionTokens,
  inBody: boolean,
): void {
  const { id, email, displayName, roles } = account;
  const body = {
    accessToken: issueAccessToken(config, id, session.sessionId, roles),
    tokenType: "Bearer",
    expiresIn: accessTokenSeconds,
    user: { id, email, displayName, roles, permissions: permissionsOf(roles) },
  };
  res.setHeader("Cache-Control", "no-store");
  if (inBody) res.json({ ...body, refreshToken: session.refreshToken });
  else {
    const scope = { httpOnly: true, secure: true, sameSite: "strict", path: "/api/v1/auth" } as const;
    res.cookie("refresh", session.refreshToken, { ...scope, maxAge: sessionMilliseconds }).json(body);
  }
}
