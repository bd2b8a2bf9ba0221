import { clsx } from "clsx";
import { Link } from "react-router";

interface TabLinksProps {
  /** What the tabs are parts of; read out to screen readers. */
  label: string;
  /** The first is the one without a `tab` in the address. */
  tabs: readonly { id: string; label: string }[];
  current: string;
}

/** Parts of one page, each with an address of its own, so that it can be linked to and stepped back to. */
export function TabLinks({ label, tabs, current }: TabLinksProps) {
  return (
    <nav aria-label={label} className="mb-6 overflow-x-auto overflow-y-hidden border-b border-line">
      <ul className="flex gap-1">
        {tabs.map((tab, index) => (
          <li key={tab.id}>
            <Link
              to={{ search: index === 0 ? "" : `?tab=${tab.id}` }}
              preventScrollReset
              aria-current={tab.id === current ? "page" : undefined}
              className={clsx(
                "block border-b-2 px-3 py-2.5 text-sm font-medium whitespace-nowrap transition-colors",
                tab.id === current ? "border-accent text-ink" : "border-transparent text-soft hover:text-ink",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
