import { UserRoundSearch } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Pagination } from "@/components/ui/pagination";
import { Table, type Column } from "@/components/ui/table";
import { paths } from "@/config/paths";
import type { User, UserListing } from "@/features/users/api/types";
import { UserActions } from "@/features/users/components/user-actions";
import { UserStatusBadge } from "@/features/users/components/user-status-badge";
import { useFoundUsers } from "@/features/users/hooks/use-found-users";
import type { Selection } from "@/features/users/hooks/use-selection";
import { formatDateTime, formatRelative } from "@/lib/format";
import { useCan } from "@/lib/session-context";

type RolesAction = (user: User) => ReactNode;

const columnsWith = (rolesAction: RolesAction | undefined, canAct: boolean): readonly Column<User>[] => [
  {
    id: "person",
    header: "Person",
    sortBy: "displayName",
    lead: true,
    cell: (user) => (
      <div className="flex items-center gap-3">
        <Avatar name={user.displayName} src={user.avatarUrl} />
        <div className="min-w-0">
          <Link to={paths.user(user.id)} className="block truncate font-medium underline-offset-2 hover:underline">
            {user.displayName}
          </Link>
          <div className="truncate text-soft">{user.email}</div>
        </div>
      </div>
    ),
  },
  { id: "status", header: "Status", sortBy: "status", cell: (user) => <UserStatusBadge status={user.status} /> },
  {
    id: "roles",
    header: "Roles",
    cell: (user) => (
      <span className="flex items-center gap-1.5">
        <span className="flex flex-wrap gap-1.5">
          {user.roles.map((role) => (
            <Badge key={role}>{role}</Badge>
          ))}
        </span>
        {rolesAction?.(user)}
      </span>
    ),
  },
  {
    id: "created",
    header: "Joined",
    sortBy: "createdAt",
    cell: (user) => <When iso={user.createdAt} />,
  },
  ...(canAct
    ? [
        {
          id: "actions",
          header: "Actions",
          align: "end",
          cell: (user) => <UserActions user={user} />,
        } satisfies Column<User>,
      ]
    : []),
];

interface UsersTableProps {
  listing: UserListing;
  isFresh: (id: string) => boolean;
  onChange: (change: Partial<UserListing>) => void;
  onReset: () => void;
  /** Stands behind a person's roles. */
  rolesAction?: RolesAction | undefined;
  /** For those who may do something with people. */
  selection: Selection | undefined;
}

export function UsersTable({ listing, isFresh, onChange, onReset, rolesAction, selection }: UsersTableProps) {
  const { users, guessed, order } = useFoundUsers(listing);
  const can = useCan();
  if (users.isError) return <Failure error={users.error} onRetry={() => void users.refetch()} />;
  if (users.data?.items.length === 0) {
    return (
      <EmptyState
        icon={UserRoundSearch}
        title="Nobody found"
        action={<Button onClick={onReset}>Show everybody</Button>}
      >
        No person matches this search and these filters.
      </EmptyState>
    );
  }
  return (
    <>
      {guessed && (
        <p role="status" className="border-b border-line px-4 py-3 text-sm text-soft sm:px-5">
          Nobody has “{listing.q}” in their name or email. These are similar.
        </p>
      )}
      <Table
        caption="Users"
        columns={columnsWith(rolesAction, can("users.write") || can("users.delete"))}
        rows={users.data?.items}
        rowKey={(user) => user.id}
        isFresh={(user) => isFresh(user.id)}
        sort={order}
        onSort={(sort) => onChange({ sort })}
        stale={users.isPlaceholderData}
        selection={
          selection && {
            nameOf: ({ displayName }) => displayName,
            isSelected: selection.isSelected,
            canSelect: selection.canSelect,
            onSelect: selection.select,
            onSelectAll: selection.selectPage,
          }
        }
      />
      {users.data && (
        <Pagination
          page={listing.page}
          pageSize={listing.pageSize}
          total={users.data.total}
          onPage={(page) => onChange({ page })}
        />
      )}
    </>
  );
}

function When({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={formatDateTime(iso)} className="whitespace-nowrap text-soft">
      {formatRelative(iso)}
    </time>
  );
}
