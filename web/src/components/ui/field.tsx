import { clsx } from "clsx";
import { ChevronDown, CircleAlert } from "lucide-react";
import { Label } from "radix-ui";
import { createContext, use, useId, type ComponentProps, type ReactNode } from "react";

interface FieldIds {
  control: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Messages shown below the control and announced with it. */
  errors?: readonly string[] | undefined;
  hideLabel?: boolean;
  /** Shown at the right end of the label's line. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A label, one control, its hint and its errors, wired for assistive technology. */
export function Field({ label, hint, errors = [], hideLabel = false, aside, className, children }: FieldProps) {
  const control = useId();
  const hintId = `${control}-hint`;
  const errorId = `${control}-error`;
  const invalid = errors.length > 0;
  const described = [hint !== undefined && hintId, invalid && errorId].filter((id) => id !== false).join(" ");

  return (
    <FieldContext value={{ control, describedBy: described || undefined, invalid }}>
      <div className={clsx("grid gap-1.5", className)}>
        <div className={clsx("flex items-baseline justify-between gap-4", hideLabel && "sr-only")}>
          <Label.Root htmlFor={control} className="text-sm font-medium">
            {label}
          </Label.Root>
          {aside}
        </div>
        {children}
        {hint !== undefined && (
          <p id={hintId} className="text-sm text-faint">
            {hint}
          </p>
        )}
        <FieldErrors id={errorId} errors={errors} />
      </div>
    </FieldContext>
  );
}

/** What is wrong with an input, below it; the input names it as its description. */
export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <p id={id} className="flex gap-1.5 text-sm text-danger-ink">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{errors.join(" ")}</span>
    </p>
  );
}

const controlLook = clsx(
  "w-full min-w-0 rounded-lg border border-line-strong/55 bg-surface text-base text-ink shadow-card transition-colors sm:text-sm",
  "placeholder:text-faint hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0",
  "aria-invalid:border-danger disabled:opacity-50",
);

/** The browser's own button, in the place where others have their text. */
const fileLook =
  "cursor-pointer p-0 pr-3 text-soft file:mr-3 file:h-full file:cursor-pointer file:border-0 file:border-r file:border-line file:bg-transparent file:px-3 file:font-medium file:text-ink";

export function Input({ className, ...props }: ComponentProps<"input">) {
  const look = props.type === "file" ? fileLook : "px-3";
  return <input {...useControl()} {...props} className={clsx(controlLook, "h-10 sm:h-9", look, className)} />;
}

/** The browser's own select: best on phones, known to every assistive technology. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <span className="relative block">
      <select
        {...useControl()}
        {...props}
        className={clsx(controlLook, "h-10 appearance-none pr-9 pl-3 sm:h-9", className)}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-faint"
      />
    </span>
  );
}

function useControl() {
  const field = use(FieldContext);
  if (field === null) return {};
  return { id: field.control, "aria-describedby": field.describedBy, "aria-invalid": field.invalid || undefined };
}
