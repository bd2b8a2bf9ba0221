import { useId, type ReactNode } from "react";
import { FieldErrors } from "@/components/ui/field";

interface CheckboxGroupProps {
  label: ReactNode;
  errors?: readonly string[] | undefined;
  children: ReactNode;
}

/** Checkboxes that answer one question, with what is wrong about the answer. */
export function CheckboxGroup({ label, errors = [], children }: CheckboxGroupProps) {
  const errorId = `${useId()}-error`;
  return (
    <fieldset className="grid gap-1.5" aria-describedby={errors.length > 0 ? errorId : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="divide-y divide-line rounded-lg border border-line-strong/55 px-3 py-1 shadow-card">
        {children}
      </div>
      <FieldErrors id={errorId} errors={errors} />
    </fieldset>
  );
}
