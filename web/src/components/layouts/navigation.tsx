import { clsx } from "clsx";
import { NavLink } from "react-router";
import type { NavigationGroup, NavigationItem } from "@/components/layouts/navigation-items";

/** At the side it is a rail of icons until there is room for words. */
type Place = "side" | "sheet";

export function Navigation({ groups, place }: { groups: readonly NavigationGroup[]; place: Place }) {
  return (
    <nav aria-label="Main" className="grid gap-5 p-3">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label !== undefined && (
            <p className={clsx("px-2.5 pb-1.5 text-xs font-medium text-faint", place === "side" && "hidden lg:block")}>
              {group.label}
            </p>
          )}
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.to}>
                <Entry item={item} place={place} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Entry({ item, place }: { item: NavigationItem; place: Place }) {
  const { icon: Icon, label, to, external = false } = item;
  const side = place === "side";
  const look = (active: boolean) =>
    clsx(
      "flex items-center gap-2.5 rounded-lg text-sm font-medium transition-colors",
      side ? "h-10 justify-center lg:h-9 lg:justify-start lg:px-2.5" : "h-11 px-2.5",
      active ? "bg-accent-soft text-accent-ink" : "text-soft hover:bg-hover hover:text-ink",
    );
  const content = (
    <>
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className={clsx(side && "sr-only lg:not-sr-only")}>{label}</span>
    </>
  );

  return external ? (
    <a href={to} title={label} className={look(false)}>
      {content}
    </a>
  ) : (
    <NavLink to={to} title={label} className={({ isActive }) => look(isActive)}>
      {content}
    </NavLink>
  );
}
