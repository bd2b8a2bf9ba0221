import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheck, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { columnIds, useShownColumns, type ColumnId } from "@/features/users/hooks/use-shown-columns";

const labels: Readonly<Record<ColumnId, string>> = {
  status: "Status",
  roles: "Roles",
  created: "Joined",
  updated: "Last changed",
  phone: "Phone",
  locale: "Language",
  timeZone: "Time zone",
};

/** Chooses what the list shows of people. */
export function ColumnChooser() {
  const { shown, show, reset } = useShownColumns();
  return (
    <Menu
      trigger={
        <Button className="h-10 sm:h-9">
          <Columns3 aria-hidden className="size-4" />
          Columns
        </Button>
      }
    >
      {columnIds.map((id) => (
        <MenuCheck key={id} checked={shown.includes(id)} onChange={(isShown) => show(id, isShown)}>
          {labels[id]}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuItem disabled={reset === null} onSelect={() => reset?.()}>
        Show the usual ones
      </MenuItem>
    </Menu>
  );
}
