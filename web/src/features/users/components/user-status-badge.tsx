import { Badge, type Tone } from "@/components/ui/badge";
import type { UserStatus } from "@/features/users/api/types";

const looks: Record<UserStatus, { tone: Tone; label: string }> = {
  active: { tone: "success", label: "Active" },
  invited: { tone: "info", label: "Invited" },
  suspended: { tone: "warning", label: "Suspended" },
  deleted: { tone: "danger", label: "Deleted" },
  // Nobody is shown as this; the server has a word for it.
  erased: { tone: "neutral", label: "Erased" },
};

export function UserStatusBadge({ status }: { status: UserStatus }) {
  const { tone, label } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}

export function userStatusLabel(status: UserStatus): string {
  return looks[status].label;
}
