import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { useChangeRole } from "@/features/identity/api/change-role";
import { useRoles } from "@/features/identity/api/list-roles";
import type { Permission, Role } from "@/features/identity/api/types";
import { FormFailure } from "@/features/identity/components/form-failure";
import { PermissionChoice } from "@/features/identity/components/permission-choice";
import { StaleNotice } from "@/features/identity/components/stale-notice";
import { isStale } from "@/lib/problem";
import { useForm } from "@/lib/use-form";

interface RoleDialogProps {
  /** Null makes a new one. */
  role: Role | null;
  permissions: readonly Permission[];
  trigger: ReactNode;
}

/** Says what a role grants. */
export function RoleDialog({ role, permissions, trigger }: RoleDialogProps) {
  const [open, setOpen] = useState(false);
  const [readings, setReadings] = useState(0);
  const roles = useRoles();
  const reload = async () => {
    await roles.refetch();
    setReadings(readings + 1);
  };
  return (
    <Dialog
      title={role === null ? "New role" : `Role ${role.name}`}
      description="It counts for everybody who has the role, within a second."
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <RoleForm
        // Another key shows what the server has now.
        key={readings}
        role={role}
        permissions={permissions}
        onDone={() => setOpen(false)}
        onReload={() => void reload()}
      />
    </Dialog>
  );
}

interface RoleFormProps extends Omit<RoleDialogProps, "trigger"> {
  onDone: () => void;
  onReload: () => void;
}

function RoleForm({ role: given, permissions, onDone, onReload }: RoleFormProps) {
  // As it was when the form opened, whatever is read in the background: what is sent is a change of that.
  const [role] = useState(given);
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set(role?.permissions));
  const [requiresSecondFactor, setRequiresSecondFactor] = useState(role?.requiresSecondFactor ?? false);
  const [stale, setStale] = useState(false);
  const changing = useChangeRole();
  const toast = useToast();

  const { busy, errors, failure, form } = useForm({
    fields: ["name"],
    sentences: { "request.stale": "There is a role of this name already; choose another." },
    submit: async ({ name: entered }) => {
      const name = role?.name ?? entered.trim();
      try {
        await changing.mutateAsync({
          name,
          version: role?.version ?? null,
          permissions: [...granted],
          requiresSecondFactor,
        });
      } catch (error) {
        setStale(role !== null && isStale(error));
        throw error;
      }
      toast({ tone: "success", title: role === null ? `The role ${name} is there` : `The role ${name} is changed` });
      onDone();
    },
  });

  return (
    <form {...form} className="grid gap-5">
      {stale ? (
        <StaleNotice onReload={onReload}>Somebody changed this role in the meantime.</StaleNotice>
      ) : (
        <FormFailure failure={failure} />
      )}
      {role === null && (
        <Field label="Name" hint="Lower-case letters, digits and hyphens, such as on-call." errors={errors.name}>
          <Input name="name" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
        </Field>
      )}
      <PermissionChoice
        permissions={permissions}
        granted={granted}
        onChange={setGranted}
        fixed={role?.name === "admin"}
      />
      <div className="border-t border-line pt-3">
        <Switch
          label="Require a second factor"
          description="It grants nothing to people who sign in with a password alone."
          checked={requiresSecondFactor}
          onChange={setRequiresSecondFactor}
        />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={busy}>
          {role === null ? "Create role" : "Save"}
        </Button>
      </div>
    </form>
  );
}
