import type { QueryClient } from "@tanstack/react-query";
import { rewriteListed, userListKey } from "@/features/users/api/list-users";
import { ownProfileKey, userKey, type User } from "@/features/users/api/types";

/** The status after a change, as far as it can be known: whoever is restored may have been something else. */
export const statusAfter = {
  suspend: "suspended",
  reactivate: "active",
  delete: "deleted",
  restore: "active",
} as const satisfies Record<string, User["status"]>;

/**
 * Shows people as they are about to be wherever they are shown, before the server has answered. Returns what shows them as they were, for
 * all of them or for some.
 */
export async function foresee(
  queries: QueryClient,
  ids: readonly string[],
  change: Partial<User>,
): Promise<(refused?: readonly string[]) => void> {
  // An answer that is under way would show what was before.
  await queries.cancelQueries({ queryKey: userListKey });
  const before = new Map<string, Partial<User>>();
  rewrite(queries, ids, (user) => {
    before.set(user.id, valuesOf(user, change));
    return { ...user, ...change };
  });
  return (refused = ids) => rewrite(queries, refused, (user) => ({ ...user, ...before.get(user.id) }));
}

/** Reads these people again wherever they are shown: what came of it only the server knows. */
export function readAgain(queries: QueryClient, ids: readonly string[]): Promise<unknown> {
  return Promise.all([userListKey, ...ids.map(userKey)].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** The values that a change replaces. */
function valuesOf(user: User, change: Partial<User>): Partial<User> {
  const fields = Object.keys(change) as (keyof User)[];
  return Object.fromEntries(fields.map((field) => [field, user[field]]));
}

function rewrite(queries: QueryClient, ids: readonly string[], write: (user: User) => User) {
  rewriteListed(queries, ids, write);
  for (const key of [ownProfileKey, ...ids.map(userKey)])
    queries.setQueryData<User>(key, (user) => user && (ids.includes(user.id) ? write(user) : user));
}
