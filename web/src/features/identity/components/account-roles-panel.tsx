import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useAssignRoles } from "@/features/identity/api/assign-roles";
import { useAccountRoles } from "@/features/identity/api/get-account-roles";
import { useRoles } from "@/features/identity/api/list-roles";
import type { AccountRoles, Role } from "@/features/identity/api/types";
import { FormFailure } from "@/features/identity/components/form-failure";
import { RolePreview } from "@/features/identity/components/role-preview";
import { StaleNotice } from "@/features/identity/components/stale-notice";
import { isStale } from "@/lib/problem";
import { useCurrentUser } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

interface AccountRolesPanelProps {
  accountId: string;
  /** How the person is called. */
  name: string;
  onSaved?: () => void;
  /** Stands beside the button that saves. */
  cancel?: ReactNode;
}

/** The roles of one person, to be changed in the version that was seen. */
export function AccountRolesPanel({ accountId, name, onSaved, cancel }: AccountRolesPanelProps) {
  const [readings, setReadings] = useState(0);
  const roles = useRoles();
  const assigned = useAccountRoles(accountId);
  const failed = roles.isError ? roles : assigned.isError ? assigned : null;
  if (failed !== null) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (roles.data === undefined || assigned.data === undefined) return <Waiting />;
  const reload = async () => {
    await assigned.refetch();
    setReadings(readings + 1);
  };
  return (
    // Another key shows what the server has now.
    <AccountRolesForm
      key={readings}
      roles={roles.data}
      assigned={assigned.data}
      name={name}
      cancel={cancel}
      onSaved={onSaved ?? (() => void reload())}
      onReload={() => void reload()}
    />
  );
}

interface AccountRolesFormProps {
  roles: readonly Role[];
  assigned: AccountRoles;
  name: string;
  cancel: ReactNode;
  onSaved: () => void;
  onReload: () => void;
}

function AccountRolesForm({ roles, assigned, name, cancel, onSaved, onReload }: AccountRolesFormProps) {
  const [seen] = useState(assigned);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(seen.roles));
  const [stale, setStale] = useState(false);
  const assigning = useAssignRoles();
  const toast = useToast();
  const own = useCurrentUser()?.permissions ?? [];

  const choose = (role: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(role);
    else next.delete(role);
    setChosen(next);
  };

  const { busy, failure, form } = useForm({
    fields: [],
    submit: async () => {
      try {
        await assigning.mutateAsync({ ...seen, roles: [...chosen] });
      } catch (error) {
        setStale(isStale(error));
        throw error;
      }
      toast({ tone: "success", title: `${name} has other roles now` });
      onSaved();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      {stale ? (
        <StaleNotice onReload={onReload}>Somebody changed the roles of this person in the meantime.</StaleNotice>
      ) : (
        <FormFailure failure={failure} />
      )}
      <fieldset>
        <legend className="sr-only">Roles</legend>
        {roles.map((role) => {
          const beyond = !role.permissions.every((permission) => own.includes(permission));
          return (
            <Checkbox
              key={role.name}
              label={role.name}
              description={
                <>
                  {summaryOf(role)}
                  {beyond && " · You may not do all of this yourself."}
                </>
              }
              checked={chosen.has(role.name)}
              disabled={beyond}
              onChange={(isChosen) => choose(role.name, isChosen)}
            />
          );
        })}
      </fieldset>
      <RolePreview roles={roles} before={new Set(seen.roles)} after={chosen} />
      <div className="flex flex-wrap justify-end gap-2">
        {cancel}
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

function summaryOf({ name, permissions }: Role): string {
  if (name === "admin") return "Everything, always.";
  return permissions.length === 0 ? "Nothing but one’s own profile." : permissions.join(", ");
}

function Waiting() {
  return (
    <div className="grid gap-4" aria-busy>
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} className="h-10 w-full" />
      ))}
    </div>
  );
}
