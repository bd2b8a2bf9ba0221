import { useState } from "react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { asksForSecondFactor, login } from "@/features/identity/api/login";
import type { SecondFactorQuestion } from "@/features/identity/api/types";
import { checkEmail, checkPresent, found } from "@/features/identity/components/checks";
import { FormFailure } from "@/features/identity/components/form-failure";
import { PasskeySignIn } from "@/features/identity/components/passkey-sign-in";
import { SecondFactorForm } from "@/features/identity/components/second-factor-form";
import { supportsPasskeys } from "@/lib/passkeys";
import { useSession } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

const sentences = {
  // Deliberately one sentence for every reason: the server does not say which one it was either.
  "identity.invalid_credentials":
    "Email or password is not right, or the address is not confirmed yet. Check both, and look for the mail with the link.",
};

interface SignInFormProps {
  /** What a provider's way back leads to when it was the first step. */
  asked: SecondFactorQuestion | null;
}

/** Both steps of a sign-in; most people have only the first. */
export function SignInForm({ asked }: SignInFormProps) {
  const [question, setQuestion] = useState(asked);
  return question === null ? (
    <div className="grid gap-3">
      <PasswordForm onQuestion={setQuestion} />
      {supportsPasskeys() && <PasskeySignIn />}
    </div>
  ) : (
    <SecondFactorForm question={question} onStartOver={() => setQuestion(null)} />
  );
}

function PasswordForm({ onQuestion }: { onQuestion: (question: SecondFactorQuestion) => void }) {
  const session = useSession();
  const { busy, errors, failure, form } = useForm({
    fields: ["email", "password"],
    sentences,
    validate: ({ email, password }) =>
      found({ email: checkEmail(email), password: checkPresent(password, "Enter your password.") }),
    submit: async ({ email, password }) => {
      const answer = await login({ email: email.trim(), password });
      if (asksForSecondFactor(answer)) onQuestion(answer);
      else session.accept(answer);
    },
  });

  return (
    <form {...form} className="grid gap-5">
      <FormFailure failure={failure} />
      <Field label="Email" errors={errors.email}>
        <Input name="email" type="email" autoComplete="username webauthn" required />
      </Field>
      <Field label="Password" errors={errors.password}>
        <PasswordInput name="password" autoComplete="current-password" required />
      </Field>
      <p className="-mt-2 text-sm">
        <TextLink asChild>
          <Link to={paths.forgotPassword}>Forgot your password?</Link>
        </TextLink>
      </p>
      <Button type="submit" variant="primary" size="lg" block busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
