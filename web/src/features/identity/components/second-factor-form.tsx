import { useState } from "react";
import { Button } from "@/components/ui/button";
import { confirmSignIn } from "@/features/identity/api/confirm-sign-in";
import type { SecondFactorQuestion } from "@/features/identity/api/types";
import { checkPresent, found } from "@/features/identity/components/checks";
import { CodeField } from "@/features/identity/components/code-field";
import { FormFailure } from "@/features/identity/components/form-failure";
import { RecoveryCodeField } from "@/features/identity/components/recovery-code-field";
import { useSession } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

interface SecondFactorFormProps {
  question: SecondFactorQuestion;
  onStartOver: () => void;
}

/** The second step of a sign-in. */
export function SecondFactorForm({ question, onStartOver }: SecondFactorFormProps) {
  const [method, setMethod] = useState("totp");
  const byCode = method === "totp";
  const hasRecoveryCodes = question.methods.includes("recoveryCode");
  return (
    <div className="grid gap-5">
      <p className="text-sm text-soft" role="status">
        {byCode
          ? "Now show that you have your authenticator app."
          : "Enter one of the recovery codes that you kept. Each works once."}
      </p>
      {/* Another way takes another input. */}
      <ProofForm key={method} method={method} mfaToken={question.mfaToken} />
      <div className="flex flex-wrap justify-between gap-2">
        {hasRecoveryCodes && (
          <Button variant="quiet" size="sm" onClick={() => setMethod(byCode ? "recoveryCode" : "totp")}>
            {byCode ? "Use a recovery code" : "Use the authenticator app"}
          </Button>
        )}
        <Button variant="quiet" size="sm" onClick={onStartOver}>
          Start over
        </Button>
      </div>
    </div>
  );
}

function ProofForm({ method, mfaToken }: { method: string; mfaToken: string }) {
  const session = useSession();
  const byCode = method === "totp";
  const { busy, errors, failure, form } = useForm({
    fields: ["code"],
    sentences: { "identity.mfa_expired": "This took too long. Start over." },
    validate: ({ code }) => found({ code: checkPresent(code, "Enter a code.") }),
    submit: async ({ code }) => session.accept(await confirmSignIn({ mfaToken, method, code })),
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      {byCode ? <CodeField errors={errors.code} /> : <RecoveryCodeField errors={errors.code} />}
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
