import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { NewToken } from "@/features/identity/api/types";

/** The one time that a token is seen. */
export function NewTokenNotice({ token, onDone }: { token: NewToken; onDone: () => void }) {
  return (
    <div className="grid gap-4 border-b border-line p-5">
      <Notice tone="success" announce>
        The token “{token.name}” is made. Copy it now: it is not shown again.
      </Notice>
      <Field label="Token" hint="Keep it like a password, and out of anything that you publish.">
        <CopyField value={token.token} />
      </Field>
      <div>
        <Button onClick={onDone}>I have copied it</Button>
      </div>
    </div>
  );
}
