/** A day as a date input has it, like `2026-11-01`; empty when the text is none. */
export function dayOf(text: string | null): string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(firstMomentOf(text).getTime()) ? text : "";
}

/** In the reader's time zone. */
export function firstMomentOf(day: string): Date {
  return new Date(`${day}T00:00:00`);
}

/** In the reader's time zone. */
export function lastMomentOf(day: string): Date {
  return new Date(`${day}T23:59:59.999`);
}
