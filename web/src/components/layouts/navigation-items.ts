import type { LucideIcon } from "lucide-react";

export interface NavigationItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Outside the app: loaded by the browser, not by the router. */
  external?: boolean;
}

export interface NavigationGroup {
  label?: string;
  items: readonly NavigationItem[];
}
