import jwt from "jsonwebtoken";
import nodemailer, { type Transporter } from "nodemailer";
import type pg from "pg";
import type { Config } from "./config.js";
import { type AccountRegistered, invitationWanted, verificationWanted } from "./events.js";
import { log } from "./log.js";

interface Row {
  id: string;
  kind: string;
  payload: AccountRegistered;
}

/** Sends the mails of the outbox over a few kept connections; what fails is tried again after 30 s. */
export class Mailer {
  private readonly transport: Transporter;

  constructor(
    private readonly config: Config,
    url: string,
    private readonly pool: pg.Pool,
  ) {
    const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
    this.transport = nodemailer.createTransport({ url, pool: true, maxConnections: 2, ...timeouts });
  }

  /** Sends at most so many of the due mails, and tells how many were due. */
  async deliver(limit: number): Promise<number> {
    const { rows } = await this.pool.query<Row>(
      "select id, kind, payload from outbox where kind = any($1) and due_at <= now() order by id limit $2",
      [[verificationWanted, invitationWanted], limit],
    );
    if (rows.length === 0) return 0;
    const results = await Promise.allSettled(rows.map((row) => this.send(row)));
    const idsOf = (status: string) => rows.filter((_row, i) => results[i]?.status === status).map((row) => row.id);
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

  close(): void {
    this.transport.close();
  }

  private async send({ kind, payload: { id, email, displayName } }: Row): Promise<void> {
    const isInvited = kind === invitationWanted;
    const claims = { audience: "monolith-mail", subject: id, expiresIn: isInvited ? "7d" : "1d" } as const;
    const token = jwt.sign({ email }, this.config.jwtKey, { algorithm: "HS256", ...claims });
    await this.transport.sendMail({
      from: "Monolith <no-reply@localhost>",
      to: email,
      subject: isInvited ? "You are invited" : "Confirm your address",
      text: isInvited
        ? `Hello ${displayName},\n\nset your password: ${this.config.PUBLIC_URL}/invitation?token=${token}\n`
        : `Hello ${displayName},\n\nconfirm your address: ${this.config.PUBLIC_URL}/verify?token=${token}\n`,
    });
  }
}
