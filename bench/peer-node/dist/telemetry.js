import { randomUUID } from "node:crypto";
import { Histogram } from "prom-client";
import { log } from "./log.js";
const sample = 0.02;
const slowMilliseconds = 500;
const correlationPattern = /^[A-Za-z0-9._-]{1,64}$/;
const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "How long requests took, by route, method and status.",
    labelNames: ["route", "method", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});
function record(req, res, started) {
    const milliseconds = performance.now() - started;
    const status = res.statusCode;
    const route = req.route?.path ?? "unmatched";
    durations.observe({ route, method: req.method, status }, milliseconds / 1000);
    const isFailure = status >= 500;
    const isSlow = milliseconds > slowMilliseconds;
    if (!isFailure && !isSlow && Math.random() >= sample)
        return;
    const correlationId = res.getHeader("X-Correlation-Id");
    const line = { method: req.method, path: req.path, status, milliseconds, correlationId };
    log[isFailure ? "error" : isSlow ? "warn" : "info"](line, "request");
}
/** Gives every request its correlation id, and records its duration when it ends, however it ends. */
export function observe(req, res, next) {
    const started = performance.now();
    const given = req.headers["x-correlation-id"];
    res.setHeader("X-Correlation-Id", typeof given === "string" && correlationPattern.test(given) ? given : randomUUID());
    res.once("close", () => record(req, res, started));
    next();
}
