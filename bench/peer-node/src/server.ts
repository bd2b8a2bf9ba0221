import { createServer, type Server } from "node:http";
import express, { type Express } from "express";
import helmet from "helmet";
import type { Redis } from "ioredis";
import { requirePermission } from "./auth.js";
import { Cache } from "./cache.js";
import type { Config } from "./config.js";
import { type Database, openDatabase } from "./db.js";
import { limitCredentials, limitInMemory } from "./limits.js";
import { flushLog } from "./log.js";
import { connectMetrics, metricsContentType, readMetrics } from "./metrics.js";
import { handleError, notFound } from "./problems.js";
import { openRedis } from "./redis.js";
import { inviteUser, updateUser } from "./routes/changes.js";
import { keys } from "./routes/keys.js";
import { login } from "./routes/login.js";
import { refresh } from "./routes/refresh.js";
import { register } from "./routes/register.js";
import { getUser, listUsers } from "./routes/users.js";
import { observe } from "./telemetry.js";

/** JSON alone is answered: it may load nothing, and the headers that only concern pages or HTTPS are left out. */
const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  frameguard: { action: "deny" },
  hsts: false,
  originAgentCluster: false,
  dnsPrefetchControl: false,
  ieNoOpen: false,
  permittedCrossDomainPolicies: false,
  xssFilter: false,
});

async function createApp(config: Config, db: Database, redis: Redis): Promise<Express> {
  const app = express();
  // Hashing every answer for an ETag costs more than it saves where answers differ each time.
  app.set("etag", false);
  app.disable("x-powered-by");

  const cache = new Cache(redis, config.CACHE);
  const mayRead = requirePermission(config, "users.read");
  const mayWrite = requirePermission(config, "users.write");
  const reads = limitInMemory(config);
  const writes = limitInMemory(config);
  const credentials = limitCredentials(config, redis);
  const json = express.json({ limit: "1mb" });
  app.use(observe);
  app.use(securityHeaders);
  // The router tries routes in their order: the most wanted come first, and each has only what it needs.
  app.get("/.well-known/jwks.json", reads, keys(config.KEY_SET));
  app.get("/api/v1/users/:id", reads, mayRead, getUser(db, cache));
  app.get("/api/v1/users", reads, mayRead, listUsers(db, cache));
  app.put("/api/v1/users/:id", writes, mayWrite, json, updateUser(db, cache));
  app.post("/api/v1/users", writes, mayWrite, json, inviteUser(db, cache, config.SMTP_URL !== undefined));
  app.post("/api/v1/auth/login", credentials, json, await login(config, db));
  app.post("/api/v1/auth/refresh", credentials, json, refresh(config, db));
  app.post("/api/v1/auth/register", credentials, json, register(config, db));
  app.get("/health/live", (_req, res) => void res.end("ok"));
  app.get("/metrics", async (_req, res) => {
    res.setHeader("Content-Type", metricsContentType);
    res.end(await readMetrics());
  });
  app.use(notFound);
  app.use(handleError);
  return app;
}

function stopWith(server: Server, db: Database, redis: Redis): () => void {
  return () => {
    const end = (): void => {
      redis.disconnect();
      void db.$disconnect().finally(() => {
        flushLog();
        process.exit(0);
      });
    };
    server.close(end);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 200);
    setTimeout(() => process.exit(0), 600);
  };
}

/** Runs one worker until it is told to stop. */
export async function serve(config: Config): Promise<void> {
  connectMetrics();
  const db = openDatabase(config);
  const redis = openRedis(config);
  await Promise.all([db.$queryRaw`select 1`, redis.ping()]);

  const server = createServer({ keepAliveTimeout: 65_000 }, await createApp(config, db, redis));
  server.headersTimeout = 66_000;
  const stop = stopWith(server, db, redis);
  process.once("SIGTERM", stop).once("SIGINT", stop);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(config.PORT, config.HOST, 1024, resolve);
  });
}
