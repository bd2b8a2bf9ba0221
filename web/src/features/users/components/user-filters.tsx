import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import type { UserListing } from "@/features/users/api/types";
import { useDraft } from "@/lib/use-draft";

interface UserFiltersProps {
  listing: UserListing;
  onChange: (change: Partial<UserListing>) => void;
  /** The names of all roles, as far as whoever looks may know them. */
  roles: readonly string[];
}

/** What narrows the list beside search and status. */
export function UserFilters({ listing, onChange, roles }: UserFiltersProps) {
  const { createdFrom, createdTo } = listing;
  return (
    <Popover
      label="Filters"
      trigger={
        <Button className="h-10 sm:h-9">
          <ListFilter aria-hidden className="size-4" />
          Filters
        </Button>
      }
    >
      <div className="grid gap-4">
        <RoleFilter role={listing.role} roles={roles} onChange={(role) => onChange({ role })} />
        {/* Of two ends that do not fit the one that was chosen last counts. */}
        <Field label="Joined from">
          <Input
            type="date"
            value={createdFrom}
            onChange={({ target: { value } }) =>
              onChange({ createdFrom: value, createdTo: createdTo !== "" && createdTo < value ? value : createdTo })
            }
          />
        </Field>
        <Field label="Joined until">
          <Input
            type="date"
            value={createdTo}
            onChange={({ target: { value } }) =>
              onChange({ createdTo: value, createdFrom: value !== "" && value < createdFrom ? value : createdFrom })
            }
          />
        </Field>
      </div>
    </Popover>
  );
}

interface RoleFilterProps {
  role: string;
  roles: readonly string[];
  onChange: (role: string) => void;
}

/** Chosen by those who may know all roles, typed by the others, who see the roles of people too. */
function RoleFilter({ role, roles, onChange }: RoleFilterProps) {
  const draft = useDraft(role, (text) => onChange(text.trim()));
  if (roles.length === 0) {
    return (
      <Field label="Role" hint="The whole name, as in the list.">
        <Input autoComplete="off" spellCheck={false} {...draft} />
      </Field>
    );
  }
  return (
    <Field label="Role">
      <Select value={role} onChange={({ target }) => onChange(target.value)}>
        <option value="">Any role</option>
        {(role === "" || roles.includes(role) ? roles : [...roles, role]).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
