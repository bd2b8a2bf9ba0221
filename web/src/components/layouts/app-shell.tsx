import { Menu as MenuIcon } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Brand } from "@/components/layouts/brand";
import { Navigation } from "@/components/layouts/navigation";
import type { NavigationGroup } from "@/components/layouts/navigation-items";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";

interface AppShellProps {
  navigation: readonly NavigationGroup[];
  /** The signed-in person, for the bar of small screens and for the side of wide ones. */
  account: (place: "bar" | "side") => ReactNode;
  status: ReactNode;
  children: ReactNode;
}

/** Navigation at the side from 1024 px, as a rail of icons from 768 px, behind a button below that. */
export function AppShell({ navigation, account, status, children }: AppShellProps) {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  const [sheetOnPage, setSheetOnPage] = useState<string | null>(null);

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[4rem_1fr] lg:grid-cols-[15rem_1fr]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
        onClick={(event) => {
          // The address stays as it is; a fragment would end up in history and in copied links.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>

      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-2 md:hidden">
        <Sheet
          title="Navigation"
          // Bound to the page it was opened on: going anywhere closes it.
          open={sheetOnPage === pathname}
          onOpenChange={(open) => setSheetOnPage(open ? pathname : null)}
          trigger={
            <Button variant="quiet" size="icon" aria-label="Open navigation" className="size-11">
              <MenuIcon aria-hidden className="size-5" />
            </Button>
          }
        >
          <div className="p-5 pb-2">
            <Brand />
          </div>
          <Navigation groups={navigation} place="sheet" />
        </Sheet>
        <Brand />
        <div className="ml-auto flex items-center gap-1">
          {status}
          {account("bar")}
        </div>
      </header>

      <aside
        aria-label="Sidebar"
        className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface md:flex"
      >
        <div className="flex h-16 items-center justify-center lg:justify-start lg:px-5">
          <Brand narrow />
        </div>
        <div className="flex-1 overflow-y-auto">
          <Navigation groups={navigation} place="side" />
        </div>
        <div className="flex flex-col items-center gap-1 border-t border-line p-3 lg:items-stretch">
          {status}
          {account("side")}
        </div>
      </aside>

      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl min-w-0 px-4 py-6 sm:px-6 md:py-8 lg:px-10 lg:py-10"
      >
        {children}
      </main>
    </div>
  );
}
