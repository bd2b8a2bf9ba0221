import type { Role } from "@/features/identity/api/types";

/** What somebody may do more and less with other roles than before; by the names of the permissions. */
export function differenceOf(roles: readonly Role[], before: ReadonlySet<string>, after: ReadonlySet<string>) {
  const had = grantedBy(roles, before);
  const has = grantedBy(roles, after);
  return {
    gives: [...has].filter((permission) => !had.has(permission)).toSorted(),
    takes: [...had].filter((permission) => !has.has(permission)).toSorted(),
  };
}

function grantedBy(roles: readonly Role[], names: ReadonlySet<string>): Set<string> {
  return new Set(roles.filter(({ name }) => names.has(name)).flatMap(({ permissions }) => permissions));
}
