import type { ReactNode } from "react";
import { Link } from "react-router";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { Column } from "@/components/ui/table";
import { paths } from "@/config/paths";
import type { User } from "@/features/users/api/types";
import { UserActions } from "@/features/users/components/user-actions";
import { UserStatusBadge } from "@/features/users/components/user-status-badge";
import { When } from "@/features/users/components/when";
import type { ColumnId } from "@/features/users/hooks/use-shown-columns";

interface Shape {
  /** Beside the person and what can be done, which always are. */
  shown: readonly ColumnId[];
  rolesAction: ((user: User) => ReactNode) | undefined;
  canAct: boolean;
}

export function columnsOf({ shown, rolesAction, canAct }: Shape): readonly Column<User>[] {
  const optional: Readonly<Record<ColumnId, Omit<Column<User>, "id">>> = {
    status: { header: "Status", sortBy: "status", cell: (user) => <UserStatusBadge status={user.status} /> },
    roles: {
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
    created: { header: "Joined", sortBy: "createdAt", cell: (user) => <When iso={user.createdAt} /> },
    updated: { header: "Last changed", cell: (user) => <When iso={user.updatedAt} /> },
    phone: { header: "Phone", cell: (user) => <Text text={user.phone} /> },
    locale: { header: "Language", cell: (user) => <Text text={user.locale} /> },
    timeZone: { header: "Time zone", cell: (user) => <Text text={user.timeZone} /> },
  };
  return [
    person,
    ...shown.map((id) => ({ id, ...optional[id] })),
    ...(canAct ? [{ id: "actions", header: "Actions", align: "end", cell: actions } satisfies Column<User>] : []),
  ];
}

const actions = (user: User) => <UserActions user={user} />;

const person: Column<User> = {
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
};

function Text({ text }: { text: string | null }) {
  return text === null ? <span className="text-faint">Not set</span> : <span className="text-soft">{text}</span>;
}
