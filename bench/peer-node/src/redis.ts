import { Redis } from "ioredis";
import type { Config } from "./config.js";
import { log } from "./log.js";

export function openRedis(config: Config): Redis {
  const redis = new Redis(config.REDIS_URL, { enableAutoPipelining: true, commandTimeout: 2000 });
  redis.on("error", (error) => log.warn({ reason: error.message }, "Redis is out of reach"));
  return redis;
}
