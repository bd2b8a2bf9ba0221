/** The server takes nothing later. */
const maxDays = 366;
const soonDays = 3;
const dayMs = 86_400_000;

export const customDay = "custom";

/** Days from now; the shortest that serves is the best. */
export const lifetimes = [7, 30, 90, 365] as const;

/** The last moment of a token that lasts for so many days, or until the end of a day on the person's calendar. */
export function expiryOf(lifetime: string, day: string, now = Date.now()): Date | null {
  if (lifetime !== customDay) return new Date(now + Number(lifetime) * dayMs);
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end;
}

/** The days that can be chosen on a calendar: from today on, and as far as the server goes. */
export function choosableDays(now = Date.now()): { min: string; max: string } {
  return { min: isoDay(now), max: isoDay(now + (maxDays - 1) * dayMs) };
}

export function checkExpiry(expiry: Date | null, now = Date.now()): string | undefined {
  if (expiry === null) return "Choose a day.";
  if (expiry.getTime() <= now) return "Choose a day that is not over.";
  return expiry.getTime() > now + maxDays * dayMs ? "Choose a day within a year from now." : undefined;
}

/** Whether a token is over, or will be before its owner looks again. */
export function expiryState(expiresAt: string, now = Date.now()): "expired" | "soon" | "later" {
  const left = new Date(expiresAt).getTime() - now;
  if (left <= 0) return "expired";
  return left < soonDays * dayMs ? "soon" : "later";
}

function isoDay(time: number): string {
  const day = new Date(time);
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`;
}
