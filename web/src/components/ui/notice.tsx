import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  info: { look: "bg-info-soft text-info-ink", Icon: Info },
  success: { look: "bg-success-soft text-success-ink", Icon: CircleCheck },
  warning: { look: "bg-warning-soft text-warning-ink", Icon: TriangleAlert },
  danger: { look: "bg-danger-soft text-danger-ink", Icon: CircleAlert },
} as const;

interface NoticeProps {
  tone?: keyof typeof tones;
  children: ReactNode;
  /** Read out as soon as it appears; for what the user just caused. */
  announce?: boolean;
}

/** A short message that belongs to the page or form it stands in. */
export function Notice({ tone = "info", announce = false, children }: NoticeProps) {
  const { look, Icon } = tones[tone];
  return (
    <div
      role={announce ? (tone === "danger" ? "alert" : "status") : undefined}
      className={clsx("flex gap-2.5 rounded-lg px-3.5 py-3 text-sm", look)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">{children}</div>
    </div>
  );
}
