import { Check, Minus, Search } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useAccountPermissions } from "@/features/identity/api/get-account-permissions";
import type { AccountPermissions } from "@/features/identity/api/types";
import { ListSkeleton } from "@/features/identity/components/list-skeleton";
import { formatDateTime, formatDay } from "@/lib/format";

type Explained = AccountPermissions["permissions"][number];
type HeldRole = AccountPermissions["roles"][number];

interface ExplainedPermissionsProps {
  accountId: string;
  /** How the person is called. */
  name: string;
  /** Of the person in the directory: another version is another question. */
  version: number;
  /** Shows who somebody is. */
  person: (id: string) => ReactNode;
}

/** Why somebody may do what, and what it would take to do the rest. */
export function ExplainedPermissions({ accountId, name, version, person }: ExplainedPermissionsProps) {
  const explained = useAccountPermissions(accountId, version);
  return (
    <Card aria-labelledby="permissions-title" aria-busy={explained.isPending || undefined}>
      <header className="border-b border-line p-5">
        <h2 id="permissions-title" className="font-semibold">
          What {name} may do, and why
        </h2>
      </header>
      {explained.isPending ? (
        <ListSkeleton />
      ) : explained.isError ? (
        <Failure error={explained.error} onRetry={() => void explained.refetch()} />
      ) : (
        <Explanation explained={explained.data} name={name} person={person} />
      )}
    </Card>
  );
}

type ExplanationProps = Pick<ExplainedPermissionsProps, "name" | "person"> & { explained: AccountPermissions };

function Explanation({ explained, name, person }: ExplanationProps) {
  const [sought, setSought] = useState("");
  const words = sought.toLowerCase().split(/\s+/);
  const found = explained.permissions.filter((permission) =>
    words.every((word) => `${permission.name} ${permission.description}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <div className="grid gap-4 border-b border-line p-5">
        {!explained.maySignIn && (
          <Notice tone="warning">{name} cannot sign in at the moment, so nothing of this counts until they can.</Notice>
        )}
        <Field label="Search permissions" hideLabel>
          <div className="relative">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
            />
            <Input
              type="search"
              placeholder="Search permissions"
              autoComplete="off"
              className="pl-9"
              value={sought}
              onChange={({ target }) => setSought(target.value)}
            />
          </div>
        </Field>
      </div>
      <ul aria-labelledby="permissions-title" className="divide-y divide-line">
        {found.map((permission) => (
          <PermissionItem key={permission.name} permission={permission} roles={explained.roles} person={person} />
        ))}
      </ul>
      {found.length === 0 && <p className="p-5 text-sm text-soft">No permission is called so.</p>}
    </>
  );
}

interface PermissionItemProps {
  permission: Explained;
  roles: readonly HeldRole[];
  person: ExplainedPermissionsProps["person"];
}

function PermissionItem({ permission, roles, person }: PermissionItemProps) {
  const { name, description, grantedBy, offeredBy } = permission;
  const granting = roles.filter((role) => grantedBy.includes(role.name));
  const Icon = granting.length > 0 ? Check : Minus;
  return (
    <li className="flex gap-3 px-5 py-3.5 text-sm">
      <Icon
        aria-label={granting.length > 0 ? "May" : "May not"}
        className={
          granting.length > 0 ? "mt-0.5 size-4 shrink-0 text-success-ink" : "mt-0.5 size-4 shrink-0 text-faint"
        }
      />
      <div className="min-w-0">
        <p>{description}</p>
        <code className="font-mono text-xs text-faint">{name}</code>
        {granting.map((role) => (
          <Reason key={role.name} role={role} person={person} />
        ))}
        {granting.length === 0 && <p className="mt-1 text-soft">{offerOf(offeredBy)}</p>}
      </div>
    </li>
  );
}

function Reason({ role, person }: { role: HeldRole; person: ExplainedPermissionsProps["person"] }) {
  return (
    <p className="mt-1 text-soft">
      by the role <span className="font-medium text-ink">{role.name}</span>
      {role.since !== null && (
        <>
          {" since "}
          <time dateTime={role.since} title={formatDateTime(role.since)}>
            {formatDay(role.since)}
          </time>
        </>
      )}
      {role.givenBy !== null && (
        <>
          {" from "}
          <span className="inline-block max-w-full align-bottom">{person(role.givenBy)}</span>
        </>
      )}
      {role.requiresSecondFactor && " once they have shown a second factor"}
    </p>
  );
}

const anyOf = new Intl.ListFormat("en", { type: "disjunction" });

function offerOf(roles: readonly string[]): string {
  return roles.length === 0 ? "No role grants it." : `It would take the role ${anyOf.format(roles)}.`;
}
