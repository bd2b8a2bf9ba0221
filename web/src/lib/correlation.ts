const header = "X-Correlation-Id";
let last: string | null = null;

/** Remembers the correlation id of the newest answer, so that a page that breaks without a failed request can still name one. */
export function noteCorrelation(response: Response): string | null {
  const id = response.headers.get(header);
  if (id !== null) last = id;
  return id;
}

export function lastCorrelation(): string | null {
  return last;
}
