import { Progress as Radix } from "radix-ui";

interface ProgressProps {
  /** What goes on; read out with how far it is. */
  label: string;
  done: number;
  all: number;
}

/** How far something is that takes a while. */
export function Progress({ label, done, all }: ProgressProps) {
  const percent = all === 0 ? 0 : Math.floor((done / all) * 100);
  return (
    <Radix.Root aria-label={label} value={percent} className="h-2 overflow-hidden rounded-full bg-sunken">
      <Radix.Indicator
        className="h-full rounded-full bg-accent transition-[width] duration-300"
        style={{ width: `${percent}%` }}
      />
    </Radix.Root>
  );
}
