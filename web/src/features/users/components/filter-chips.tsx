import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { noFilters, type UserListing } from "@/features/users/api/types";
import { userStatusLabel } from "@/features/users/components/user-status-badge";
import { firstMomentOf } from "@/lib/days";
import { formatDay } from "@/lib/format";

interface FilterChipsProps {
  listing: UserListing;
  onChange: (change: Partial<UserListing>) => void;
}

/** What the list is narrowed to, each to be taken away again. */
export function FilterChips({ listing, onChange }: FilterChipsProps) {
  const chips = chipsOf(listing);
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3 sm:px-5">
      <ul aria-label="Filters" className="contents">
        {chips.map(({ text, without }) => (
          <li key={text}>
            <Button size="sm" aria-label={`Remove the filter “${text}”`} onClick={() => onChange(without)}>
              {text}
              <X aria-hidden className="-mr-1 size-3.5 text-faint" />
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="quiet" size="sm" onClick={() => onChange(noFilters)}>
        Clear filters
      </Button>
    </div>
  );
}

function chipsOf({ status, role, createdFrom, createdTo }: UserListing) {
  const chips: { text: string; without: Partial<UserListing> }[] = [];
  if (status !== null) chips.push({ text: userStatusLabel(status), without: { status: null } });
  if (role !== "") chips.push({ text: `Role ${role}`, without: { role: "" } });
  if (createdFrom !== "") chips.push({ text: `From ${shown(createdFrom)}`, without: { createdFrom: "" } });
  if (createdTo !== "") chips.push({ text: `Until ${shown(createdTo)}`, without: { createdTo: "" } });
  return chips;
}

function shown(day: string): string {
  return formatDay(firstMomentOf(day).toISOString());
}
