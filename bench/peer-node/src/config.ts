import { createSecretKey, type KeyObject } from "node:crypto";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { makeKeySet } from "./routes/keys.js";

const environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(1).max(65535),
  DATABASE_URL: z.url(),
  REDIS_URL: z.url(),
  JWT_SECRET: z.string().min(32),
  BCRYPT_COST: z.coerce.number().int().min(4).max(16).default(12),
  /** Requests a minute that one address may make: of reads and of writes to each worker, of login and register to all of them. */
  RATE_LIMIT_PERMITS: z.coerce.number().int().positive().default(300),
  WORKERS: z.coerce.number().int().min(1).max(64).default(availableParallelism()),
  /** Connections that each worker keeps to the database. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  /** Whether people and pages of them are kept in Redis, for a minute or until somebody changes. */
  CACHE: z.stringbool().default(true),
  /** Where mail goes; without it none is sent. */
  SMTP_URL: z.url().optional(),
  /** The public key set; the primary makes it for its workers. */
  KEY_SET: z.string().default(makeKeySet),
  /** What the links in mails begin with. */
  PUBLIC_URL: z.url().default("http://localhost"),
});

export type Config = z.infer<typeof environment> & { jwtKey: KeyObject };

/** Reads the settings, or ends the process with one sentence that names what is missing or wrong. */
export function readConfig(): Config {
  const read = environment.safeParse(process.env);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`).join(", ");
    process.stderr.write(`Set these environment variables to valid values: ${wrong}.\n`);
    process.exit(1);
  }
  // A key object is parsed once; a string would be parsed at every token.
  return { ...read.data, jwtKey: createSecretKey(Buffer.from(read.data.JWT_SECRET)) };
}
