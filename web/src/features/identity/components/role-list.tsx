import { Plus } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { usePermissions } from "@/features/identity/api/list-permissions";
import { useRoles } from "@/features/identity/api/list-roles";
import type { Permission, Role } from "@/features/identity/api/types";
import { DeleteRoleDialog } from "@/features/identity/components/delete-role-dialog";
import { RoleDialog } from "@/features/identity/components/role-dialog";

/** Every role with what it grants, and the ways to change that. */
export function RoleList() {
  const roles = useRoles();
  const permissions = usePermissions();
  const failed = roles.isError ? roles : permissions.isError ? permissions : null;
  return (
    <Card aria-labelledby="roles-title" aria-busy={roles.isPending || permissions.isPending || undefined}>
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line p-5">
        <div>
          <h2 id="roles-title" className="font-semibold">
            Roles
          </h2>
          <p className="mt-1 text-sm text-soft">Whoever has several may do what any of them grants.</p>
        </div>
        {permissions.data && (
          <RoleDialog
            role={null}
            permissions={permissions.data}
            trigger={
              <Button variant="primary">
                <Plus aria-hidden className="size-4" />
                New role
              </Button>
            }
          />
        )}
      </header>
      {failed !== null ? (
        <Failure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : roles.isPending || permissions.isPending ? (
        <Waiting />
      ) : (
        <ul className="divide-y divide-line">
          {roles.data?.map((role) => (
            <RoleItem key={role.name} role={role} permissions={permissions.data ?? []} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function RoleItem({ role, permissions }: { role: Role; permissions: readonly Permission[] }) {
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-3 px-5 py-4">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {role.name}
          {role.isBuiltIn && <Badge>Built in</Badge>}
          {role.requiresSecondFactor && <Badge tone="info">Second factor</Badge>}
        </h3>
        <Granted role={role} permissions={permissions} />
      </div>
      <div className="flex gap-1">
        {!role.isBuiltIn && <DeleteRoleDialog role={role} />}
        <RoleDialog
          role={role}
          permissions={permissions}
          trigger={
            <Button size="sm" aria-label={`Edit ${role.name}`}>
              Edit
            </Button>
          }
        />
      </div>
    </li>
  );
}

function Granted({ role, permissions }: { role: Role; permissions: readonly Permission[] }) {
  if (role.name === "admin") return <p className="mt-1 text-sm text-soft">Everything, always.</p>;
  const granted = permissions.filter(({ name }) => role.permissions.includes(name));
  if (granted.length === 0) return <p className="mt-1 text-sm text-soft">Nothing but one’s own profile.</p>;
  return (
    <ul className="mt-1 grid gap-0.5 text-sm text-soft">
      {granted.map(({ name, description }) => (
        <li key={name}>{description}</li>
      ))}
    </ul>
  );
}

function Waiting() {
  return (
    <div className="grid gap-6 p-5">
      {[1, 2, 3].map((line) => (
        <div key={line} className="grid gap-2">
          <Skeleton className="h-5 w-32" />
          <Skeleton className="h-4 w-full max-w-sm" />
        </div>
      ))}
    </div>
  );
}
