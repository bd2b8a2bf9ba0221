import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { RedisStore } from "rate-limit-redis";
import { tooManyRequests } from "./problems.js";
const windowMs = 60_000;
function optionsOf(config) {
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
/** Reads are counted in the worker's memory: a round trip to Redis would cost more than what it protects. */
export function limitReads(config) {
    return rateLimit(optionsOf(config));
}
/** Attempts with passwords are counted in Redis: all workers share one limit. */
export function limitCredentials(config, redis) {
    const store = new RedisStore({
        prefix: "limit:credentials:",
        sendCommand: (command, ...args) => redis.call(command, ...args),
    });
    return rateLimit({ ...optionsOf(config), store });
}
