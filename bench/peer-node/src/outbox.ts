import cluster from "node:cluster";
import pg from "pg";
import type { Cache } from "./cache.js";
import type { Config } from "./config.js";
import { accountRegistered, outboxWritten, userInvited } from "./events.js";
import { log } from "./log.js";
import { Mailer } from "./mail.js";

const batch = 500;
const pollMilliseconds = 1000;

/** Taking the events and making the profiles is one statement, so it happens wholly or not at all. */
const makeProfiles = `
  with taken as (
    delete from outbox where id in (
      select id from outbox where kind = $1 order by id limit $2 for update skip locked)
    returning payload)
  insert into users (id, email, display_name, status, roles, created_at, updated_at, version)
  select (payload->>'id')::uuid, payload->>'email', payload->>'displayName', 'active',
    array(select jsonb_array_elements_text(payload->'roles')),
    (payload->>'createdAt')::timestamptz, (payload->>'createdAt')::timestamptz, 1
  from taken
  on conflict do nothing`;

/** Nobody signs in to them until the link in the mail has set a password. */
const makeAccounts = `
  with taken as (
    delete from outbox where id in (
      select id from outbox where kind = $1 order by id limit $2 for update skip locked)
    returning payload)
  insert into accounts (id, email, password_hash, display_name, roles, created_at)
  select (payload->>'id')::uuid, payload->>'email', '', payload->>'displayName',
    array(select jsonb_array_elements_text(payload->'roles')), (payload->>'createdAt')::timestamptz
  from taken
  on conflict do nothing`;

/** Delivers what the workers wrote to the outbox: profiles to the users, accounts to the invited, mail to the mail server. */
export class Outbox {
  private readonly pool: pg.Pool;
  private readonly mailer: Mailer | undefined;
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private isWanted = false;
  private isStopped = false;

  constructor(
    config: Config,
    private readonly cache: Cache,
  ) {
    this.pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: 2, connectionTimeoutMillis: 10_000 });
    this.pool.on("error", (error) =>
      log.warn({ reason: error.message }, "the outbox lost a connection to the database"),
    );
    this.mailer = config.SMTP_URL === undefined ? undefined : new Mailer(config, config.SMTP_URL, this.pool);
    this.timer = setInterval(() => this.wake(), pollMilliseconds);
    cluster.on("message", (_worker, message: unknown) => {
      if (message === outboxWritten) this.wake();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
    this.mailer?.close();
    await this.pool.end();
  }

  /** One delivery at a time; what arrives meanwhile is taken by one further turn. */
  private wake(): void {
    this.isWanted = true;
    if (this.isStopped) return;
    this.running ??= this.deliver()
      .catch((error: unknown) =>
        log.error({ reason: String(error) }, "the outbox could not be delivered and is tried again"),
      )
      .finally(() => (this.running = undefined));
  }

  private async deliver(): Promise<void> {
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false;
      const made = await this.pool.query({ name: "profiles", text: makeProfiles, values: [accountRegistered, batch] });
      if (made.rowCount) await this.cache.forget("users");
      const invited = await this.pool.query({ name: "accounts", text: makeAccounts, values: [userInvited, batch] });
      const mailed = (await this.mailer?.deliver(batch)) ?? 0;
      if (made.rowCount === batch || invited.rowCount === batch || mailed === batch) this.isWanted = true;
    }
  }
}
