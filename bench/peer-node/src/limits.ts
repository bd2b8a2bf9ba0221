import { type RateLimitRequestHandler, rateLimit } from "express-rate-limit";
import type { Redis } from "ioredis";
import { RedisStore, type RedisReply } from "rate-limit-redis";
import type { Config } from "./config.js";
import { tooManyRequests } from "./problems.js";

const windowMs = 60_000;

/** Reads are counted in the worker's memory: a round trip to Redis would cost more than what it protects. */
export function limitReads(config: Config): RateLimitRequestHandler {
  return rateLimit({
    windowMs,
    limit: config.RATE_LIMIT_PERMITS,
    standardHeaders: "draft-6",
    legacyHeaders: false,
    // The checks are for development; the settings never change at run time.
    validate: false,
    handler: tooManyRequests,
  });
}

/** Attempts with passwords are counted in Redis: all workers share one limit. */
export function limitCredentials(config: Config, redis: Redis): RateLimitRequestHandler {
  return rateLimit({
    windowMs,
    limit: config.RATE_LIMIT_PERMITS,
    standardHeaders: "draft-6",
    legacyHeaders: false,
    validate: false,
    handler: tooManyRequests,
    store: new RedisStore({
      prefix: "limit:credentials:",
      sendCommand: (command: string, ...args: string[]) => redis.call(command, ...args) as Promise<RedisReply>,
    }),
  });
}
