import { Download, FileBraces, FileSpreadsheet, Upload } from "lucide-react";
import { useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useExportUsers } from "@/features/users/api/export-users";
import type { UserFilters } from "@/features/users/api/types";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session-context";

/** Takes the people whom the list shows out as a file, and leads to where a file brings people in. */
export function ImportExportMenu({ filters }: { filters: UserFilters }) {
  const exporting = useExportUsers();
  const toast = useToast();
  const can = useCan();
  const navigate = useNavigate();
  const save = (format: "csv" | "ndjson") =>
    exporting.mutate({ format, filters }, { onError: (error) => toast({ tone: "danger", title: messageOf(error) }) });
  return (
    <Menu
      trigger={
        <Button busy={exporting.isPending}>
          <Download aria-hidden className="size-4" />
          Files
        </Button>
      }
    >
      <MenuLabel>{isEverybody(filters) ? "Export everybody" : "Export whom the list finds"}</MenuLabel>
      <MenuItem icon={FileSpreadsheet} onSelect={() => save("csv")}>
        As CSV, for spreadsheets
      </MenuItem>
      <MenuItem icon={FileBraces} onSelect={() => save("ndjson")}>
        As NDJSON, for programs
      </MenuItem>
      {can("users.write") && (
        <>
          <MenuSeparator />
          <MenuItem icon={Upload} onSelect={() => void navigate(paths.userImport)}>
            Import people
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function isEverybody({ q, status, role, createdFrom, createdTo }: UserFilters): boolean {
  return status === null && [q, role, createdFrom, createdTo].every((filter) => filter === "");
}
