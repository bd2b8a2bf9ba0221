import { UserRoundCog } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useAssignRoles } from "@/features/identity/api/assign-roles";
import { useAccountRoles } from "@/features/identity/api/get-account-roles";
import { useRoles } from "@/features/identity/api/list-roles";
import type { AccountRoles, Role } from "@/features/identity/api/types";
import { FormFailure } from "@/features/identity/components/form-failure";
import { StaleNotice } from "@/features/identity/components/stale-notice";
import { isStale } from "@/lib/problem";
import { useCurrentUser } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

interface AccountRolesProps {
  accountId: string;
  /** How the person is called. */
  name: string;
}

/** Says which roles one person has. */
export function AccountRolesDialog({ accountId, name }: AccountRolesProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Roles of ${name}`}
      description="It takes effect within a second; nobody is signed out by it."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Change the roles of ${name}`}>
          <UserRoundCog aria-hidden className="size-4" />
        </Button>
      }
    >
      <AccountRolesPanel accountId={accountId} name={name} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function AccountRolesPanel({ accountId, name, onDone }: AccountRolesProps & { onDone: () => void }) {
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
      onDone={onDone}
      onReload={() => void reload()}
    />
  );
}

interface AccountRolesFormProps {
  roles: readonly Role[];
  assigned: AccountRoles;
  name: string;
  onDone: () => void;
  onReload: () => void;
}

function AccountRolesForm({ roles, assigned, name, onDone, onReload }: AccountRolesFormProps) {
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
      onDone();
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
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
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
