import { clsx } from "clsx";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

const variants = {
  primary: "bg-accent text-on-accent shadow-card hover:bg-accent-hover",
  secondary: "border border-line bg-surface text-ink shadow-card hover:bg-hover",
  quiet: "text-soft hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-accent shadow-card hover:bg-danger-hover",
} as const;

const sizes = {
  sm: "h-8 gap-1.5 px-2.5 text-sm",
  md: "h-9 gap-2 px-3.5 text-sm",
  lg: "h-11 gap-2 px-4 text-base",
  icon: "size-9",
} as const;

interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Fills the width of its container. */
  block?: boolean;
  /** Shows progress, keeps the width, and takes no second click. */
  busy?: boolean;
  /** Renders the only child, for example a link, as the button. */
  asChild?: boolean;
}

export function Button({
  variant = "secondary",
  size = "md",
  block = false,
  busy = false,
  asChild = false,
  type = "button",
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const look = clsx(
    "relative inline-flex shrink-0 items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors",
    "disabled:pointer-events-none disabled:opacity-50",
    variants[variant],
    sizes[size],
    block && "w-full",
    className,
  );

  if (asChild) {
    return (
      <Slot.Root className={look} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={look}
      // Not `disabled`: that would throw the focus out of the form while it waits.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      <span className={clsx("contents", busy && "text-transparent")}>{children}</span>
      {busy && <LoaderCircle aria-hidden className="absolute size-4 animate-spin" />}
    </button>
  );
}
