import { CorrelationLine } from "@/components/ui/failure";
import { Notice } from "@/components/ui/notice";
import type { FormState } from "@/lib/use-form";

/** What went wrong with a form as a whole. */
export function FormFailure({ failure }: { failure: FormState<string>["failure"] }) {
  if (failure === null) return null;
  return (
    <Notice tone="danger" announce>
      {failure.message}
      <CorrelationLine id={failure.correlationId} />
    </Notice>
  );
}
