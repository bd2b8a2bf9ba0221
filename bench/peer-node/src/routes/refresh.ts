import type { RequestHandler } from "express";
import { z } from "zod";
import type { Config } from "../config.js";
import type { Database } from "../db.js";
import { Problem } from "../problems.js";
import { hashOf, newRefreshToken, sendTokens } from "../tokens.js";

const refreshBody = z.object({ refreshToken: z.string().max(200) });
const tokenParts = z.tuple([z.uuid(), z.string().length(43)]);

/** Puts the next token in the place of the last, in one statement. A token that comes again was stolen: its session ends. */
export function refresh(config: Config, db: Database): RequestHandler {
  return async (req, res) => {
    const parts = tokenParts.safeParse(refreshBody.parse(req.body).refreshToken.split("."));
    if (!parts.success) throw new Problem(401, "The session is over; sign in again.");
    const [sessionId, secret] = parts.data;
    const next = newRefreshToken(sessionId);
    const [session] = await db.session.updateManyAndReturn({
      where: { id: sessionId, tokenHash: hashOf(secret), expiresAt: { gt: new Date() } },
      data: { tokenHash: next.tokenHash },
      select: { accountId: true },
    });
    const account = session && (await db.account.findUnique({ where: { id: session.accountId } }));
    if (!account) {
      await db.session.deleteMany({ where: { id: sessionId } });
      throw new Problem(401, "The session is over; sign in again.");
    }
    sendTokens(config, res, account, next, true);
  };
}
