import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import { Cache } from "./cache.js";
import type { Config } from "./config.js";
import { log } from "./log.js";
import { connectMetrics } from "./metrics.js";
import { Outbox } from "./outbox.js";
import { openRedis } from "./redis.js";

/** Starts the workers and delivers the outbox; a worker that dies ends the whole, for half of it would pass unseen. */
export function lead(config: Config): void {
  let isStopping = false;
  const redis = openRedis(config);
  const outbox = new Outbox(config, new Cache(redis, config.CACHE));
  const signalWorkers = (): void => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
  };
  const end = (code: number): void => {
    if (isStopping) return;
    isStopping = true;
    signalWorkers();
    const workersGone = new Promise<void>((resolve) => {
      const check = (): void => {
        if (Object.keys(cluster.workers ?? {}).length === 0) resolve();
      };
      cluster.on("exit", check);
      check();
    });
    void Promise.allSettled([workersGone, outbox.stop()]).then(() => {
      redis.disconnect();
      process.exit(code);
    });
    setTimeout(() => process.exit(code), 900).unref();
  };

  connectMetrics();
  // Hashing passwords runs in libuv's pool: as many threads as cores, since more would only take turns.
  const environment = {
    NODE_ENV: "production",
    UV_THREADPOOL_SIZE: process.env["UV_THREADPOOL_SIZE"] ?? String(availableParallelism()),
    KEY_SET: config.KEY_SET,
  };
  for (let i = 0; i < config.WORKERS; i++) cluster.fork(environment);
  let listening = 0;
  cluster.on("listening", (_worker, address) => {
    if (++listening === config.WORKERS) log.info({ workers: listening, port: address.port }, "listening");
  });
  cluster.on("exit", (worker, code, signal) => {
    if (isStopping) return;
    log.fatal({ worker: worker.process.pid, code, signal }, "a worker ended unexpectedly; start again");
    end(1);
  });
  process.once("SIGTERM", () => end(0)).once("SIGINT", () => end(0));
}
