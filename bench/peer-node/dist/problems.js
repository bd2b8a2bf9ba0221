import { STATUS_CODES } from "node:http";
import { ZodError } from "zod";
import { log } from "./log.js";
/** An answer other than success that the caller is meant to understand. */
export class Problem extends Error {
    status;
    constructor(status, detail) {
        super(detail);
        this.status = status;
    }
}
function send(res, status, fields) {
    const correlationId = res.getHeader("X-Correlation-Id");
    const body = { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, ...fields, correlationId };
    res.statusCode = status;
    res.setHeader("Content-Type", "application/problem+json");
    res.end(JSON.stringify(body));
}
function fieldsOf(error) {
    const errors = {};
    for (const issue of error.issues)
        (errors[issue.path.join(".")] ??= []).push(issue.message);
    return { detail: "One or more fields are not valid.", errors };
}
/** Body parser and router mark what the caller did wrong with a status below 500. */
function isCallersFault(error) {
    return error instanceof Error && "status" in error && typeof error.status === "number" && error.status < 500;
}
export function notFound(_req, res) {
    send(res, 404, { detail: "There is nothing at this address." });
}
export function tooManyRequests(_req, res) {
    send(res, 429, { detail: "Too many requests; try again when the limit is renewed." });
}
/** Turns whatever a route threw into a problem; Express knows error handlers by their four parameters. */
export function handleError(error, _req, res, next) {
    if (res.headersSent)
        next(error);
    else if (error instanceof ZodError)
        send(res, 400, fieldsOf(error));
    else if (error instanceof Problem)
        send(res, error.status, { detail: error.message });
    else if (isCallersFault(error))
        send(res, error.status, { detail: error.message });
    else {
        log.error({ err: error, correlationId: res.getHeader("X-Correlation-Id") }, "a request failed");
        send(res, 500, {});
    }
}
