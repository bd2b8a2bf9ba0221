import { Field, Input } from "@/components/ui/field";

/** One of the codes that were kept for a lost phone. */
export function RecoveryCodeField({ errors }: { errors: readonly string[] | undefined }) {
  return (
    <Field
      label="Recovery code"
      hint="24 letters and digits in groups of four. Spaces and hyphens make no difference."
      errors={errors}
    >
      <Input
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        className="font-mono"
        required
      />
    </Field>
  );
}
