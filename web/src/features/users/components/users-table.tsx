import { UserRoundSearch } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Failure } from "@/components/ui/failure";
import { Pagination } from "@/components/ui/pagination";
import { Table } from "@/components/ui/table";
import { paths } from "@/config/paths";
import type { User, UserListing } from "@/features/users/api/types";
import { columnsOf } from "@/features/users/components/user-columns";
import { useFoundUsers } from "@/features/users/hooks/use-found-users";
import type { Selection } from "@/features/users/hooks/use-selection";
import { useShownColumns } from "@/features/users/hooks/use-shown-columns";
import { pageSizes } from "@/features/users/hooks/use-user-listing";
import { useCan } from "@/lib/session-context";

interface UsersTableProps {
  listing: UserListing;
  isFresh: (id: string) => boolean;
  onChange: (change: Partial<UserListing>) => void;
  onReset: () => void;
  /** Stands behind a person's roles. */
  rolesAction?: ((user: User) => ReactNode) | undefined;
  /** For those who may do something with people. */
  selection: Selection | undefined;
}

export function UsersTable({ listing, isFresh, onChange, onReset, rolesAction, selection }: UsersTableProps) {
  const { users, guessed, order } = useFoundUsers(listing);
  const can = useCan();
  const { shown } = useShownColumns();
  const navigate = useNavigate();
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
        columns={columnsOf({ shown, rolesAction, canAct: can("users.write") || can("users.delete") })}
        rows={users.data?.items}
        rowKey={(user) => user.id}
        isFresh={(user) => isFresh(user.id)}
        sort={order}
        onSort={(sort) => onChange({ sort })}
        stale={users.isPlaceholderData}
        onOpen={({ id }) => void navigate(paths.user(id))}
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
          isEstimate={users.data.totalIsEstimate}
          onPage={(page) => onChange({ page })}
          sizes={pageSizes}
          onSize={(pageSize) => onChange({ pageSize })}
        />
      )}
    </>
  );
}
