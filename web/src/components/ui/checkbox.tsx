import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

interface CheckboxProps {
  label: ReactNode;
  description?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  /** Its place in a form, so that what is wrong with the answer leads here. */
  name?: string;
  value?: string;
}

/** One of several things that can be on or off; the browser's own control, with room for a finger. */
export function Checkbox(props: CheckboxProps) {
  return <Choice {...props} look="size-4.5 rounded" />;
}

/** One thing that is on or off by itself. */
export function Switch(props: CheckboxProps) {
  return (
    <Choice
      {...props}
      role="switch"
      look={clsx(
        "h-5 w-9 appearance-none rounded-full bg-line-strong transition-colors checked:bg-accent",
        "before:block before:size-4 before:translate-x-0.5 before:translate-y-0.5 before:rounded-full before:bg-surface",
        "before:transition-transform checked:before:translate-x-4.5",
      )}
    />
  );
}

function Choice({
  label,
  description,
  checked,
  onChange,
  disabled = false,
  role,
  look,
  ...place
}: CheckboxProps & { role?: "switch"; look: string }) {
  const id = useId();
  const descriptionId = `${id}-description`;
  return (
    <div className={clsx("flex gap-3 py-1.5 text-sm", disabled && "text-soft")}>
      <input
        {...place}
        id={id}
        type="checkbox"
        role={role}
        checked={checked}
        disabled={disabled}
        aria-describedby={description === undefined ? undefined : descriptionId}
        onChange={(event) => onChange(event.target.checked)}
        className={clsx("mt-0.5 shrink-0 accent-accent disabled:opacity-50", look)}
      />
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {description !== undefined && (
          <div id={descriptionId} className="mt-0.5 text-faint">
            {description}
          </div>
        )}
      </div>
    </div>
  );
}
