import type { ReactNode } from "react";
import { Brand } from "@/components/layouts/brand";
import { ThemeMenu } from "@/components/layouts/theme-menu";

interface EntranceLayoutProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Below the card: where else to go. */
  footer?: ReactNode;
}

/** The frame of every page before sign-in. */
export function EntranceLayout({ title, description, children, footer }: EntranceLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <title>{`${title} · Monolith`}</title>
      <header className="flex items-center justify-between p-4 sm:px-6">
        <Brand />
        <ThemeMenu />
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-start px-4 pt-[8vh] pb-16 sm:px-0 sm:pt-[14vh]">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        {description !== undefined && <div className="mt-2 text-sm text-soft">{description}</div>}
        <div className="mt-7">{children}</div>
        {footer !== undefined && <div className="mt-8 text-center text-sm text-soft">{footer}</div>}
      </main>
    </div>
  );
}
