import { Field, Input } from "@/components/ui/field";

/** The six digits of an authenticator app; phones offer digits, and browsers what they have received. */
export function CodeField({ errors }: { errors: readonly string[] | undefined }) {
  return (
    <Field label="Code" hint="The six digits that your authenticator app shows now." errors={errors}>
      <Input
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        className="max-w-40 font-mono tracking-widest"
        required
      />
    </Field>
  );
}
