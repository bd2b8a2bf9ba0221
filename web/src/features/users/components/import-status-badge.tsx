import { Badge, type Tone } from "@/components/ui/badge";
import type { Import } from "@/features/users/api/imports";

const looks: Record<Import["status"], { tone: Tone; label: string }> = {
  reviewing: { tone: "info", label: "Being checked" },
  reviewed: { tone: "warning", label: "Not imported yet" },
  running: { tone: "info", label: "Importing" },
  completed: { tone: "success", label: "Imported" },
  undoing: { tone: "info", label: "Taking it back" },
  undone: { tone: "neutral", label: "Taken back" },
  failed: { tone: "danger", label: "Came to no end" },
};

export function ImportStatusBadge({ status }: { status: Import["status"] }) {
  const { tone, label } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}
