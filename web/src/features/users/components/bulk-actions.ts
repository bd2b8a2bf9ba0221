import { RotateCcw, Send, Trash2, UserRoundCheck, UserRoundX, type LucideIcon } from "lucide-react";
import type { UserAction } from "@/features/users/api/act-on-users";
import type { UserStatus } from "@/features/users/api/types";
import type { Permission } from "@/lib/session-context";

interface Wording {
  label: string;
  icon: LucideIcon;
  /** Beside the permission to write people. */
  permission?: Permission;
  /** Whom it is offered for. */
  of: (status: UserStatus) => boolean;
  /** Asked before it happens, because somebody at work is thrown out by it. */
  warning?: string;
  done: string;
}

export const bulkActions: Readonly<Record<UserAction, Wording>> = {
  suspend: {
    label: "Suspend",
    icon: UserRoundX,
    of: (status) => status === "active",
    warning:
      "Within a second they are signed out everywhere, and nobody gets in until you reactivate them. Their API tokens end for good.",
    done: "suspended",
  },
  reactivate: {
    label: "Reactivate",
    icon: UserRoundCheck,
    of: (status) => status === "suspended",
    done: "reactivated",
  },
  sendInvitation: {
    label: "Send the invitation again",
    icon: Send,
    of: (status) => status === "invited",
    done: "invited again",
  },
  delete: {
    label: "Delete",
    icon: Trash2,
    permission: "users.delete",
    of: (status) => status !== "deleted",
    warning:
      "Within a second they are signed out everywhere and leave the directory. You can restore them, but not their API tokens.",
    done: "deleted",
  },
  restore: {
    label: "Restore",
    icon: RotateCcw,
    permission: "users.delete",
    of: (status) => status === "deleted",
    done: "restored",
  },
};

/** In the order of the bar. */
export const bulkOrder = [
  "suspend",
  "reactivate",
  "sendInvitation",
  "restore",
  "delete",
] as const satisfies readonly UserAction[];

export function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}
