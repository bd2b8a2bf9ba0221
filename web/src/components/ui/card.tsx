import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={clsx("rounded-xl border border-line bg-surface shadow-card", className)} {...props} />;
}

/** Names and values, side by side where there is room. */
export function DescriptionList({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line">
      {items.map(({ name, value }) => (
        <div key={name} className="grid gap-1 px-5 py-3.5 text-sm sm:grid-cols-[12rem_1fr] sm:gap-4">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-words">{value ?? <span className="text-faint">Not set</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
