import { Slot } from "radix-ui";
import type { ComponentProps } from "react";

interface TextLinkProps extends ComponentProps<"a"> {
  /** Renders the only child, for example a router's link, in this look. */
  asChild?: boolean;
}

/** A link inside text. */
export function TextLink({ asChild = false, ...props }: TextLinkProps) {
  const Element = asChild ? Slot.Root : "a";
  return <Element className="font-medium text-accent-ink underline underline-offset-3 hover:text-ink" {...props} />;
}
