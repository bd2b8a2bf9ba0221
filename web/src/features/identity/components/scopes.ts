export interface Scope {
  name: string;
  /** What a program with it can do; null for a permission that this app does not know. */
  description: string | null;
}

/** Everybody has it: a program reads what belongs to its owner. */
const own = "profile.read";

const descriptions: Readonly<Record<string, string>> = {
  [own]: "Read your own account and profile",
  "users.read": "Read the directory of people",
  "users.write": "Add and change people",
  "users.delete": "Delete people",
  "roles.manage": "Change roles and who has them",
  "sessions.manage": "See where people are signed in, and sign them out",
  "monitoring.read": "Read metrics, requests and traces",
  "monitoring.manage": "Change alert rules and handle incidents",
  "audit.read": "Read the audit trail",
};

/** What somebody with these permissions can give to a token. */
export function scopesOf(permissions: readonly string[]): Scope[] {
  return [own, ...permissions].map((name) => ({ name, description: descriptions[name] ?? null }));
}
