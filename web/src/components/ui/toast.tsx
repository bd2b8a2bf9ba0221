import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, use, useCallback, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface Toast {
  id: number;
  tone: "success" | "danger";
  title: string;
  detail?: string;
  /** What the reader may want to do about it, for as long as it is shown. */
  action?: { label: string; run: () => void };
}

type Show = (toast: Omit<Toast, "id">) => void;

const ToastContext = createContext<Show | null>(null);
const shownForMs = 6000;
let lastId = 0;

/** Gives {@link useToast} to the tree and shows what it is told. F8 moves the focus to the messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const show = useCallback<Show>((toast) => setToasts((current) => [...current, { ...toast, id: ++lastId }]), []);
  const remove = (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id));

  return (
    <ToastContext value={show}>
      <Radix.Provider label="Notification" duration={shownForMs} swipeDirection="right">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onGone={() => remove(toast.id)} />
        ))}
        <Radix.Viewport className="fixed right-0 bottom-0 z-50 flex w-full flex-col gap-2 p-4 outline-none sm:max-w-sm" />
      </Radix.Provider>
    </ToastContext>
  );
}

export function useToast(): Show {
  const show = use(ToastContext);
  if (show === null) throw new Error("useToast needs a ToastProvider above it.");
  return show;
}

function ToastCard({ toast, onGone }: { toast: Toast; onGone: () => void }) {
  const failed = toast.tone === "danger";
  const Icon = failed ? CircleAlert : CircleCheck;
  return (
    <Radix.Root
      type={failed ? "foreground" : "background"}
      onOpenChange={(open) => !open && onGone()}
      className="flex animate-rise-in items-start gap-3 rounded-xl bg-surface p-3.5 pr-2 shadow-float"
    >
      <Icon aria-hidden className={failed ? "mt-0.5 size-4.5 text-danger-ink" : "mt-0.5 size-4.5 text-success-ink"} />
      <div className="min-w-0 flex-1 text-sm">
        <Radix.Title className="font-medium">{toast.title}</Radix.Title>
        {toast.detail !== undefined && (
          <Radix.Description className="mt-0.5 break-words text-soft">{toast.detail}</Radix.Description>
        )}
      </div>
      {toast.action !== undefined && (
        <Radix.Action asChild altText={toast.action.label}>
          <Button size="sm" onClick={toast.action.run}>
            {toast.action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <Button variant="quiet" size="sm" aria-label="Dismiss">
          <X aria-hidden className="size-4" />
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}
