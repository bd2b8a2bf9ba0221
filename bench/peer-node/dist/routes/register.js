import { randomUUID } from "node:crypto";
import bcrypt from "bcrypt";
import { z } from "zod";
import { Prisma } from "../generated/client.js";
import { accountRegistered, verificationWanted, wakeOutbox } from "../events.js";
const registerBody = z.object({
    email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
    password: z.string().min(12).max(128),
    displayName: z.string().trim().min(1).max(100),
});
function isDuplicate(error) {
    return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
/** Answers 202 also for a known address, so that nobody learns who has an account. */
export function register(config, db) {
    const kinds = config.SMTP_URL === undefined ? [accountRegistered] : [accountRegistered, verificationWanted];
    return async (req, res) => {
        const { email, password, displayName } = registerBody.parse(req.body);
        const passwordHash = await bcrypt.hash(password, config.BCRYPT_COST);
        const id = randomUUID();
        const createdAt = new Date();
        const roles = ["user"];
        const event = { id, email, displayName, roles, createdAt: createdAt.toISOString() };
        try {
            await db.$transaction([
                db.account.createMany({ data: { id, email, passwordHash, displayName, roles, createdAt } }),
                db.outboxMessage.createMany({ data: kinds.map((kind) => ({ kind, payload: event })) }),
            ]);
            wakeOutbox();
        }
        catch (error) {
            if (!isDuplicate(error))
                throw error;
        }
        res.statusCode = 202;
        res.end();
    };
}
