import type { Role } from "@/features/identity/api/types";
import { differenceOf } from "@/features/identity/components/role-difference";

interface RolePreviewProps {
  roles: readonly Role[];
  before: ReadonlySet<string>;
  after: ReadonlySet<string>;
}

/** What a change of roles would give and take, before it is saved. */
export function RolePreview({ roles, before, after }: RolePreviewProps) {
  const isSame = before.size === after.size && [...before].every((role) => after.has(role));
  const { gives, takes } = differenceOf(roles, before, after);
  return (
    // There before it has something to say, so that it is read out.
    <div role="status" className="empty:hidden">
      {!isSame && (
        <div className="grid gap-1.5 rounded-lg bg-sunken px-3.5 py-3 text-sm">
          {gives.length === 0 && takes.length === 0 && <p>They may do the same as before.</p>}
          {gives.length > 0 && <Line label="Gives" permissions={gives} />}
          {takes.length > 0 && <Line label="Takes" permissions={takes} />}
        </div>
      )}
    </div>
  );
}

function Line({ label, permissions }: { label: string; permissions: readonly string[] }) {
  return (
    <p>
      <span className="font-medium">{label}:</span> <span className="wrap-anywhere">{permissions.join(", ")}</span>
    </p>
  );
}
