import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { useNavigate } from "react-router";
import { ThemeChoices } from "@/components/layouts/theme-menu";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import type { SessionUser } from "@/lib/auth-session";
import { messageOf } from "@/lib/problem";
import { useSession } from "@/lib/session-context";

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ user, compact }: { user: SessionUser; compact: boolean }) {
  const session = useSession();
  const navigate = useNavigate();
  const toast = useToast();

  const signOut = () => {
    session.signOut().catch((error: unknown) => {
      toast({ tone: "danger", title: "You are still signed in", detail: messageOf(error) });
    });
  };

  return (
    <Menu
      align={compact ? "end" : "start"}
      trigger={
        compact ? (
          <button type="button" aria-label={`Account: ${user.displayName}`} className="rounded-full p-1 hover:bg-hover">
            <Avatar name={user.displayName} />
          </button>
        ) : (
          <button
            type="button"
            className="flex w-full items-center gap-2.5 rounded-lg p-2 text-left transition-colors hover:bg-hover"
          >
            <Avatar name={user.displayName} />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block truncate font-medium">{user.displayName}</span>
              <span className="block truncate text-xs text-faint">{user.email}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 text-faint" />
          </button>
        )
      }
    >
      {compact && (
        <>
          <div className="px-2.5 py-1.5 text-sm">
            <p className="truncate font-medium">{user.displayName}</p>
            <p className="truncate text-xs text-faint">{user.email}</p>
          </div>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={UserRound} onSelect={() => void navigate(paths.profile)}>
        Profile
      </MenuItem>
      <MenuSeparator />
      <ThemeChoices />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
