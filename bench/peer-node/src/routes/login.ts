import { randomBytes, randomUUID } from "node:crypto";
import bcrypt from "bcrypt";
import type { RequestHandler } from "express";
import { z } from "zod";
import type { Config } from "../config.js";
import type { Database } from "../db.js";
import { Problem } from "../problems.js";
import { newRefreshToken, sendTokens, sessionMilliseconds, type SessionTokens } from "../tokens.js";

const loginBody = z.object({
  email: z
    .string()
    .max(254)
    .transform((email) => email.trim().toLowerCase()),
  password: z.string().min(1).max(128),
});

async function openSession(db: Database, accountId: string): Promise<SessionTokens> {
  const session = newRefreshToken(randomUUID());
  const createdAt = new Date();
  // createMany, because it does not read the row back.
  await db.session.createMany({
    data: {
      id: session.sessionId,
      accountId,
      tokenHash: session.tokenHash,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + sessionMilliseconds),
    },
  });
  return session;
}

export async function login(config: Config, db: Database): Promise<RequestHandler> {
  // An unknown address costs the same time as a wrong password.
  const nobody = await bcrypt.hash(randomBytes(16).toString("hex"), config.BCRYPT_COST);
  return async (req, res) => {
    const { email, password } = loginBody.parse(req.body);
    const account = await db.account.findUnique({ where: { email } });
    const isRight = await bcrypt.compare(password, account?.passwordHash ?? nobody);
    if (account === null || !isRight) throw new Problem(401, "The address or the password is wrong.");

    const session = await openSession(db, account.id);
    sendTokens(config, res, account, session, req.headers["x-token-delivery"] === "body");
  };
}
