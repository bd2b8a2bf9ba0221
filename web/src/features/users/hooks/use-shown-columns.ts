import { useSyncExternalStore } from "react";

export const columnIds = ["status", "roles", "created", "updated", "phone", "locale", "timeZone"] as const;
export type ColumnId = (typeof columnIds)[number];

const usual: readonly ColumnId[] = ["status", "roles", "created"];
const storageKey = "monolith.users.columns";

/** Which columns the list of people has in this browser, beside those that it always has; all its tabs agree. */
export function useShownColumns() {
  const stored = useSyncExternalStore(subscribe, read);
  const shown = stored === null ? usual : columnIds.filter((id) => stored.split(",").includes(id));
  return {
    shown,
    show: (id: ColumnId, isShown: boolean) =>
      write(columnIds.filter((one) => (one === id ? isShown : shown.includes(one))).join(",")),
    reset: stored === null ? null : () => write(null),
  };
}

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, the choice lasts as long as the page. */
let unkept: string | null = null;

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return unkept;
  }
}

function write(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, value);
  } catch {
    unkept = value;
  }
  for (const listener of listeners) listener();
}
