import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Card } from "@/components/ui/card";
import { useRoles } from "@/features/identity/api/list-roles";
import { AccountRolesDialog } from "@/features/identity/components/account-roles-dialog";
import { BulkBar } from "@/features/users/components/bulk-bar";
import { InviteUserDialog } from "@/features/users/components/invite-user-dialog";
import { UsersTable } from "@/features/users/components/users-table";
import { UsersToolbar } from "@/features/users/components/users-toolbar";
import { useLiveUsers } from "@/features/users/hooks/use-live-users";
import { useSelection } from "@/features/users/hooks/use-selection";
import { useUserListing } from "@/features/users/hooks/use-user-listing";
import { useCan } from "@/lib/session-context";

export function Component() {
  return (
    <Permitted permission="users.read">
      <Users />
    </Permitted>
  );
}

function Users() {
  const { listing, change, reset } = useUserListing();
  const { isFresh, announcement } = useLiveUsers();
  const can = useCan();
  const roles = useRoles(can("roles.manage"));
  const selection = useSelection(listing);
  return (
    <Page
      title="Users"
      description="Everybody with an account. New people appear by themselves."
      actions={can("users.write") ? <InviteUserDialog /> : undefined}
    >
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <Card aria-label="Users" className="overflow-hidden">
        <UsersToolbar listing={listing} onChange={change} roles={roles.data?.map(({ name }) => name) ?? []} />
        <UsersTable
          listing={listing}
          isFresh={isFresh}
          onChange={change}
          onReset={reset}
          selection={can("users.write") ? selection : undefined}
          rolesAction={
            can("roles.manage")
              ? ({ id, displayName }) => <AccountRolesDialog accountId={id} name={displayName} />
              : undefined
          }
        />
      </Card>
      <BulkBar selection={selection} />
    </Page>
  );
}
