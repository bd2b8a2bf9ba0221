import { Field, Input } from "@/components/ui/field";
import { useDraft } from "@/lib/use-draft";

/** What a filter takes: `whole` is asked for, `begun` is still being typed, the rest is wrong. */
export interface FilterForm {
  whole: RegExp;
  begun: RegExp;
  message: string;
  placeholder?: string;
}

const anything: FilterForm = { whole: /^/, begun: /^/, message: "" };

interface FilterFieldProps {
  label: string;
  value: string;
  /** Called once typing pauses, with what makes a whole filter. */
  onSettled: (text: string) => void;
  form?: FilterForm;
  className?: string;
}

/** One text of a filter; what is still being typed is not asked for. */
export function FilterField({ label, value, onSettled, form = anything, className = "" }: FilterFieldProps) {
  const draft = useDraft(value, (text) => {
    if (form.whole.test(text.trim())) onSettled(text.trim());
  });
  const wrong = !form.begun.test(draft.value.trim());
  return (
    <Field label={label} className={className} errors={wrong ? [form.message] : []}>
      <Input
        autoComplete="off"
        spellCheck={false}
        {...(form.placeholder !== undefined && { placeholder: form.placeholder })}
        {...draft}
      />
    </Field>
  );
}
