import { ArrowBigUpDash, Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps, type KeyboardEvent } from "react";
import { Input } from "@/components/ui/field";

/** A password that can be shown. Pasting and password managers work as in any other input; a caps lock that is on is said. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type" | "className" | "onKeyUp" | "onBlur">) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="grid gap-1.5">
      <div className="relative">
        <Input
          {...props}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className="pr-11"
          onKeyUp={(event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"))}
          onBlur={() => setCapsLock(false)}
        />
        <button
          type="button"
          aria-label={shown ? "Hide password" : "Show password"}
          aria-pressed={shown}
          className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-r-lg text-faint hover:text-ink"
          onClick={() => setShown(!shown)}
        >
          <Icon aria-hidden className="size-4" />
        </button>
      </div>
      <p role="status" className="flex gap-1.5 text-sm text-warning-ink empty:hidden">
        {capsLock && (
          <>
            <ArrowBigUpDash aria-hidden className="mt-0.5 size-4 shrink-0" />
            Caps Lock is on.
          </>
        )}
      </p>
    </div>
  );
}
