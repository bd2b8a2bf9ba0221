import { noteCorrelation } from "@/lib/correlation";

/** The members of an RFC 9457 problem that the host sends; all of them may be missing when a proxy answered instead. */
interface Problem {
  title?: string | null;
  detail?: string | null;
  code?: string | null;
  correlationId?: string | null;
  errors?: Record<string, string[]> | null;
}

/** An answer of the host that is not a success. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    /** Stable and dotted, like `users.email_taken`; empty when the answer was no problem document. */
    readonly code: string,
    message: string,
    readonly correlationId: string | null,
    /** Messages by camelCase field path. */
    readonly fields: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds, from `Retry-After`. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  static async from(response: Response): Promise<ApiError> {
    const correlationId = noteCorrelation(response);
    const problem = await readProblem(response);
    return new ApiError(
      response.status,
      problem.code ?? "",
      problem.detail ?? problem.title ?? `The server answered with status ${response.status}.`,
      problem.correlationId ?? correlationId,
      problem.errors ?? {},
      Number(response.headers.get("Retry-After")) || null,
    );
  }
}

/** No answer at all: offline, or the host is not reachable. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";

  constructor(cause: unknown) {
    super("The server cannot be reached. Check your connection and try again.", { cause });
  }
}

/** What the browser could not do, in a sentence for the person. */
export class BrowserError extends Error {
  override readonly name = "BrowserError";

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}

/** The sentence to show for any failure. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError && error.status === 429) {
    return error.retryAfter === null
      ? "Too many attempts. Wait a moment and try again."
      : `Too many attempts. Try again in ${error.retryAfter} s.`;
  }
  if (error instanceof ApiError && error.status >= 500) return "The server could not do this. Try again in a moment.";
  if (error instanceof ApiError || error instanceof ConnectionError || error instanceof BrowserError)
    return error.message;
  return "Something went wrong on this page.";
}

/** Whether somebody else has changed what this was to change. */
export function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
}

export function correlationOf(error: unknown): string | null {
  return error instanceof ApiError ? error.correlationId : null;
}

async function readProblem(response: Response): Promise<Problem> {
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) return {};
  try {
    return (await response.json()) as Problem;
  } catch {
    // A cut-off or empty body: the status line is all there is to tell.
    return {};
  }
}
