import type { ReactNode } from "react";

interface PageProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page inside the shell: names the document, heads the page. */
export function Page({ title, description, actions, children }: PageProps) {
  return (
    <>
      <title>{`${title} · Monolith`}</title>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          {description !== undefined && <div className="mt-1 text-sm text-soft">{description}</div>}
        </div>
        {actions}
      </header>
      {children}
    </>
  );
}
