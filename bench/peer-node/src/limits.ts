import { ipKeyGenerator, type Options, type RateLimitRequestHandler, rateLimit } from "express-rate-limit";
import type { Redis } from "ioredis";
import { RedisStore, type RedisReply } from "rate-limit-redis";
import type { Config } from "./config.js";
import { tooManyRequests } from "./problems.js";

const windowMs = 60_000;

function optionsOf(config: Config): Partial<Options> {
  return {
    windowMs,
    limit: config.RATE_LIMIT_PERMITS,
    standardHeaders: "draft-6",
    legacyHeaders: false,
    // The checks of these settings are for development; they do not change at run time.
    validate: false,
    // Clients connect directly; the library's own generator is asynchronous and looks for proxies.
    keyGenerator: (req) => ipKeyGenerator(req.socket.remoteAddress ?? ""),
    handler: tooManyRequests,
  };
}

/** Reads and writes are counted in the worker's memory: a round trip to Redis would cost more than what it protects. */
export function limitInMemory(config: Config): RateLimitRequestHandler {
  return rateLimit(optionsOf(config));
}

/** Attempts with passwords are counted in Redis: all workers share one limit. */
export function limitCredentials(config: Config, redis: Redis): RateLimitRequestHandler {
  const store = new RedisStore({
    prefix: "limit:credentials:",
    sendCommand: (command: string, ...args: string[]) => redis.call(command, ...args) as Promise<RedisReply>,
  });
  return rateLimit({ ...optionsOf(config), store });
}
