import { clsx } from "clsx";
import { ChevronsUpDown, LogOut, ShieldCheck, UserRound } from "lucide-react";
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
export function AccountMenu({ user, place }: { user: SessionUser; place: "bar" | "side" }) {
  const session = useSession();
  const navigate = useNavigate();
  const toast = useToast();

  const signOut = () => {
    session.signOut().catch((error: unknown) => {
      toast({ tone: "danger", title: "You are still signed in", detail: messageOf(error) });
    });
  };

  const side = place === "side";
  return (
    <Menu
      align={side ? "start" : "end"}
      trigger={
        <button
          type="button"
          className={clsx(
            "flex items-center gap-2.5 rounded-full p-1 text-left transition-colors hover:bg-hover",
            side && "lg:w-full lg:rounded-lg lg:p-2",
          )}
        >
          <Avatar name={user.displayName} />
          {/* Where the name is visible it is read from there. */}
          <span className="sr-only">
            Account: <span className={clsx(side && "lg:hidden")}>{user.displayName}</span>
          </span>
          <span className={clsx("hidden min-w-0 flex-1 text-sm", side && "lg:block")}>
            <span className="block truncate font-medium">{user.displayName}</span>
            <span className="block truncate text-xs text-faint">{user.email}</span>
          </span>
          <ChevronsUpDown aria-hidden className={clsx("hidden size-4 text-faint", side && "lg:block")} />
        </button>
      }
    >
      <div className="max-w-72 px-2.5 py-1.5 text-sm lg:hidden">
        <p className="truncate font-medium">{user.displayName}</p>
        <p className="truncate text-xs text-faint">{user.email}</p>
      </div>
      <MenuItem icon={UserRound} onSelect={() => void navigate(paths.profile)}>
        Profile
      </MenuItem>
      <MenuItem icon={ShieldCheck} onSelect={() => void navigate(paths.security)}>
        Security
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
