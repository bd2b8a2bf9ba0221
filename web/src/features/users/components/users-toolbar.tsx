import { Search } from "lucide-react";
import { Field, Input, Select } from "@/components/ui/field";
import { userStatuses, type UserListing, type UserStatus } from "@/features/users/api/types";
import { userStatusLabel } from "@/features/users/components/user-status-badge";
import { useDraft } from "@/lib/use-draft";

interface UsersToolbarProps {
  listing: UserListing;
  onChange: (change: Partial<UserListing>) => void;
}

const orders = [
  { sort: "-createdAt", label: "Newest first" },
  { sort: "createdAt", label: "Oldest first" },
  { sort: "displayName", label: "Name, A to Z" },
  { sort: "-displayName", label: "Name, Z to A" },
] as const;

export function UsersToolbar({ listing, onChange }: UsersToolbarProps) {
  const search = useDraft(listing.q, (q) => onChange({ q }));
  return (
    <search className="grid grid-cols-2 gap-3 border-b border-line p-4 sm:flex sm:px-5">
      <Field label="Search" hideLabel className="col-span-2 sm:w-72">
        <div className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
          />
          <Input type="search" placeholder="Search name or email" autoComplete="off" className="pl-9" {...search} />
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
      {/* Phones have no header row to sort by. */}
      <Field label="Order" hideLabel className="sm:hidden">
        <Select value={listing.sort} onChange={({ target }) => onChange({ sort: target.value })}>
          {orders.map(({ sort, label }) => (
            <option key={sort} value={sort}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
}
