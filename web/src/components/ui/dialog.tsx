import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface DialogProps {
  title: string;
  description?: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
  /** Buttons; wrap the one that only closes in {@link DialogClose}. */
  footer?: ReactNode;
}

export const DialogClose = Radix.Close;

export function Dialog({ title, description, trigger, children, footer, ...state }: DialogProps) {
  return (
    <Radix.Root {...state}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-fade-in place-items-end overflow-y-auto bg-scrim p-3 sm:place-items-center sm:p-6">
          <Radix.Content
            {...(description === undefined && { "aria-describedby": undefined })}
            className="relative w-full max-w-md animate-pop-in rounded-2xl bg-surface p-5 shadow-float focus:outline-none sm:p-6"
          >
            <Radix.Title className="pr-8 text-lg font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1.5 text-sm text-soft">{description}</Radix.Description>
            )}
            {children !== undefined && <div className="mt-5">{children}</div>}
            {footer !== undefined && <div className="mt-6 flex flex-wrap justify-end gap-2">{footer}</div>}
            <div className="absolute top-3 right-3">
              <Radix.Close asChild>
                <Button variant="quiet" size="icon" aria-label="Close">
                  <X aria-hidden className="size-4" />
                </Button>
              </Radix.Close>
            </div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
