import { clsx } from "clsx";

/** Holds the place of content on its way; give it the content's size by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-breathe rounded-md bg-sunken", className)} />;
}
