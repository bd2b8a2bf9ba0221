import jwt from "jsonwebtoken";
import nodemailer, {} from "nodemailer";
import { verificationWanted } from "./events.js";
import { log } from "./log.js";
/** Sends the verification mails of the outbox over a few kept connections; what fails is tried again after 30 s. */
export class Mailer {
    config;
    pool;
    transport;
    constructor(config, url, pool) {
        this.config = config;
        this.pool = pool;
        const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
        this.transport = nodemailer.createTransport({ url, pool: true, maxConnections: 2, ...timeouts });
    }
    /** Sends at most so many of the due mails, and tells how many were due. */
    async deliver(limit) {
        const { rows } = await this.pool.query("select id, payload from outbox where kind = $1 and due_at <= now() order by id limit $2", [verificationWanted, limit]);
        if (rows.length === 0)
            return 0;
        const results = await Promise.allSettled(rows.map((row) => this.send(row.payload)));
        const idsOf = (status) => rows.filter((_row, i) => results[i]?.status === status).map((row) => row.id);
        const failed = idsOf("rejected");
        await this.pool.query("delete from outbox where id = any($1::bigint[])", [idsOf("fulfilled")]);
        if (failed.length > 0) {
            log.warn({ count: failed.length }, "mails could not be sent and are tried again");
            await this.pool.query("update outbox set due_at = now() + interval '30 seconds' where id = any($1::bigint[])", [
                failed,
            ]);
        }
        return rows.length;
    }
    close() {
        this.transport.close();
    }
    async send({ id, email, displayName }) {
        const claims = { audience: "monolith-mail", subject: id, expiresIn: "1d" };
        const token = jwt.sign({ email }, this.config.jwtKey, { algorithm: "HS256", ...claims });
        await this.transport.sendMail({
            from: "Monolith <no-reply@localhost>",
            to: email,
            subject: "Confirm your address",
            text: `Hello ${displayName},\n\nconfirm your address: ${this.config.PUBLIC_URL}/verify?token=${token}\n`,
        });
    }
}
