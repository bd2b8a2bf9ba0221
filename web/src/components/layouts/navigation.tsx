import { clsx } from "clsx";
import { NavLink } from "react-router";
import type { NavigationGroup, NavigationItem } from "@/components/layouts/navigation-items";

type Density = "full" | "rail" | "sheet";

export function Navigation({ groups, density }: { groups: readonly NavigationGroup[]; density: Density }) {
  return (
    <nav aria-label="Main" className="grid gap-5 p-3">
      {groups.map((group, index) => (
        <div key={group.label ?? index}>
          {group.label !== undefined && density !== "rail" && (
            <p className="px-2.5 pb-1.5 text-xs font-medium text-faint">{group.label}</p>
          )}
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.to}>
                <Entry item={item} density={density} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Entry({ item, density }: { item: NavigationItem; density: Density }) {
  const { icon: Icon, label, to, external = false } = item;
  const look = (active: boolean) =>
    clsx(
      "flex items-center gap-2.5 rounded-lg text-sm font-medium transition-colors",
      density === "rail" ? "size-10 justify-center" : "px-2.5",
      density === "sheet" && "h-11",
      density === "full" && "h-9",
      active ? "bg-accent-soft text-accent-ink" : "text-soft hover:bg-hover hover:text-ink",
    );
  const content = (
    <>
      <Icon aria-hidden className="size-4.5 shrink-0" />
      <span className={clsx(density === "rail" && "sr-only")}>{label}</span>
    </>
  );
  const hover = density === "rail" ? label : undefined;

  return external ? (
    <a href={to} title={hover} className={look(false)}>
      {content}
    </a>
  ) : (
    <NavLink to={to} title={hover} className={({ isActive }) => look(isActive)}>
      {content}
    </NavLink>
  );
}
