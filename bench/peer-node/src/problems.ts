import { STATUS_CODES } from "node:http";
import type { NextFunction, Request, Response } from "express";
import { ZodError } from "zod";
import { log } from "./log.js";

/** An answer other than success that the caller is meant to understand. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

interface Fields {
  detail?: string;
  errors?: Record<string, string[]>;
}

function send(res: Response, status: number, fields: Fields): void {
  const correlationId = res.getHeader("X-Correlation-Id");
  const body = { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, ...fields, correlationId };
  res.statusCode = status;
  res.setHeader("Content-Type", "application/problem+json");
  res.end(JSON.stringify(body));
}

function fieldsOf(error: ZodError): Fields {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) (errors[issue.path.join(".")] ??= []).push(issue.message);
  return { detail: "One or more fields are not valid.", errors };
}

/** Body parser and router mark what the caller did wrong with a status below 500. */
function isCallersFault(error: unknown): error is Error & { status: number } {
  return error instanceof Error && "status" in error && typeof error.status === "number" && error.status < 500;
}

export function notFound(_req: Request, res: Response): void {
  send(res, 404, { detail: "There is nothing at this address." });
}

export function tooManyRequests(_req: Request, res: Response): void {
  send(res, 429, { detail: "Too many requests; try again when the limit is renewed." });
}

/** Turns whatever a route threw into a problem; Express knows error handlers by their four parameters. */
export function handleError(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (res.headersSent) next(error);
  else if (error instanceof ZodError) send(res, 400, fieldsOf(error));
  else if (error instanceof Problem) send(res, error.status, { detail: error.message });
  else if (isCallersFault(error)) send(res, error.status, { detail: error.message });
  else {
    log.error({ err: error, correlationId: res.getHeader("X-Correlation-Id") }, "a request failed");
    send(res, 500, {});
  }
}
