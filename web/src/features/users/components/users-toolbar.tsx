import { Search } from "lucide-react";
import { useRef } from "react";
import { Field, Input, Select } from "@/components/ui/field";
import { newestFirst, userStatuses, type UserListing, type UserStatus } from "@/features/users/api/types";
import { ColumnChooser } from "@/features/users/components/column-chooser";
import { FilterChips } from "@/features/users/components/filter-chips";
import { UserFilters } from "@/features/users/components/user-filters";
import { userStatusLabel } from "@/features/users/components/user-status-badge";
import { useFoundUsers } from "@/features/users/hooks/use-found-users";
import { useDraft } from "@/lib/use-draft";
import { useShortcut } from "@/lib/use-shortcut";

interface UsersToolbarProps {
  listing: UserListing;
  onChange: (change: Partial<UserListing>) => void;
  /** The names of all roles, as far as whoever looks may know them. */
  roles: readonly string[];
}

const orders = [
  { sort: newestFirst, label: "Newest first" },
  { sort: "createdAt", label: "Oldest first" },
  { sort: "displayName", label: "Name, A to Z" },
  { sort: "-displayName", label: "Name, Z to A" },
  { sort: "status", label: "Invited first" },
  { sort: "-status", label: "Suspended first" },
] as const;

export function UsersToolbar({ listing, onChange, roles }: UsersToolbarProps) {
  const search = useDraft(listing.q, (q) => onChange({ q }));
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", () => input.current?.focus());
  return (
    <>
      <search className="grid grid-cols-2 gap-3 border-b border-line p-4 sm:flex sm:px-5">
        <Field label="Search" hideLabel className="col-span-2 sm:w-72">
          <div className="relative">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
            />
            <Input
              ref={input}
              type="search"
              placeholder="Search name or email"
              autoComplete="off"
              aria-keyshortcuts="/"
              className="pl-9"
              {...search}
            />
          </div>
        </Field>
        <Field label="Status" hideLabel>
          <Select
            value={listing.status ?? ""}
            onChange={({ target }) => onChange({ status: target.value === "" ? null : (target.value as UserStatus) })}
          >
            <option value="">Any status</option>
            {userStatuses.map((status) => (
              <option key={status} value={status}>
                {userStatusLabel(status)}
              </option>
            ))}
          </Select>
        </Field>
        <UserFilters listing={listing} onChange={onChange} roles={roles} />
        <ColumnChooser />
        <OrderSelect listing={listing} onChange={onChange} />
      </search>
      <FilterChips listing={listing} onChange={onChange} />
    </>
  );
}

/** Phones have no header row to sort by. */
function OrderSelect({ listing, onChange }: Omit<UsersToolbarProps, "roles">) {
  const { guessed, order } = useFoundUsers(listing);
  return (
    <Field label="Order" hideLabel className="sm:hidden">
      <Select value={order} onChange={({ target }) => onChange({ sort: target.value })}>
        {guessed && <option value="">Most similar first</option>}
        {orders.map(({ sort, label }) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
