/** Catches slips before a round trip; the server decides what is valid. */
export function checkEmail(email: string): string | undefined {
  if (email.trim() === "") return "Enter your email address.";
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : "Enter a whole email address, like ada@example.org.";
}

export function checkPresent(value: string, message: string): string | undefined {
  return value.trim() === "" ? message : undefined;
}

/** Keeps the messages that exist. */
export function found<Field extends string>(checks: Record<Field, string | undefined>): Partial<Record<Field, string>> {
  return Object.fromEntries(Object.entries(checks).filter(([, message]) => message !== undefined)) as Partial<
    Record<Field, string>
  >;
}
