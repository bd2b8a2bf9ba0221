import { createHash, randomBytes, randomUUID } from "node:crypto";
import bcrypt from "bcrypt";
import { z } from "zod";
import { accessTokenSeconds, issueAccessToken, permissionsOf } from "../auth.js";
import { Problem } from "../problems.js";
const sessionMilliseconds = 30 * 24 * 3600 * 1000;
const loginBody = z.object({
    email: z
        .string()
        .max(254)
        .transform((email) => email.trim().toLowerCase()),
    password: z.string().min(1).max(128),
});
async function openSession(db, accountId) {
    const id = randomUUID();
    const token = randomBytes(32);
    const createdAt = new Date();
    // createMany, because it does not read the row back.
    await db.session.createMany({
        data: {
            id,
            accountId,
            tokenHash: createHash("sha256").update(token).digest(),
            createdAt,
            expiresAt: new Date(createdAt.getTime() + sessionMilliseconds),
        },
    });
    return { id, refreshToken: token.toString("base64url") };
}
export async function login(config, db) {
    // An unknown address costs the same time as a wrong password.
    const nobody = await bcrypt.hash(randomBytes(16).toString("hex"), config.BCRYPT_COST);
    return async (req, res) => {
        const { email, password } = loginBody.parse(req.body);
        const account = await db.account.findUnique({ where: { email } });
        const isRight = await bcrypt.compare(password, account?.passwordHash ?? nobody);
        if (account === null || !isRight)
            throw new Problem(401, "The address or the password is wrong.");
        const { id, displayName, roles } = account;
        const session = await openSession(db, id);
        const body = {
            accessToken: issueAccessToken(config, id, session.id, roles),
            tokenType: "Bearer",
            expiresIn: accessTokenSeconds,
            user: { id, email, displayName, roles, permissions: permissionsOf(roles) },
        };
        res.setHeader("Cache-Control", "no-store");
        if (req.headers["x-token-delivery"] === "body")
            res.json({ ...body, refreshToken: session.refreshToken });
        else {
            const scope = { httpOnly: true, secure: true, sameSite: "strict", path: "/api/v1/auth" };
            res.cookie("refresh", session.refreshToken, { ...scope, maxAge: sessionMilliseconds }).json(body);
        }
    };
}
