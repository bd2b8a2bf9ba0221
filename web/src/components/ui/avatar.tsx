import { clsx } from "clsx";
import { Avatar as Radix } from "radix-ui";
import { initials } from "@/lib/format";

const sizes = { sm: "size-8 text-xs", lg: "size-16 text-xl" } as const;
const hues = [
  "bg-accent-soft text-accent-ink",
  "bg-info-soft text-info-ink",
  "bg-success-soft text-success-ink",
  "bg-warning-soft text-warning-ink",
  "bg-danger-soft text-danger-ink",
] as const;

interface AvatarProps {
  name: string;
  src?: string | null;
  size?: keyof typeof sizes;
}

/** A picture, or initials on a colour that stays the same for the same name. The name stands beside it, so it is hidden from readers. */
export function Avatar({ name, src, size = "sm" }: AvatarProps) {
  return (
    <Radix.Root
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full font-semibold select-none",
        sizes[size],
        hues[hueOf(name)],
      )}
    >
      {src && <Radix.Image src={src} alt="" className="size-full object-cover" />}
      <Radix.Fallback>{initials(name)}</Radix.Fallback>
    </Radix.Root>
  );
}

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues.length;
}
