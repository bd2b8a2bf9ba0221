import { clsx } from "clsx";

/** The mark and the name; `narrow` shows the mark alone below 1024 px. */
export function Brand({ narrow = false }: { narrow?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0 rounded-lg bg-accent text-on-accent">
        <path d="M11 25V9.5L18.5 6v19z" fill="currentColor" />
        <path d="M20 25V8.2l2.5 2V25z" fill="currentColor" opacity=".55" />
      </svg>
      <span className={clsx(narrow && "sr-only lg:not-sr-only")}>Monolith</span>
    </span>
  );
}
