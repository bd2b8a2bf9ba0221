import { useState } from "react";
import type { UsedPasskey } from "@/lib/passkeys";
import { ApiError, correlationOf, messageOf } from "@/lib/problem";
import type { FormState } from "@/lib/use-form";

type Failure = FormState<string>["failure"];

/**
 * What a page shows while a passkey is used. `show` takes the question to the browser and gives the answer to `accept`; whoever closes
 * the question is back where they were.
 */
export function usePasskey(
  accept: (passkey: UsedPasskey) => Promise<void>,
  sentences: Readonly<Record<string, string>> = {},
) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>(null);

  const show = async (ask: () => Promise<UsedPasskey | null>) => {
    setBusy(true);
    setFailure(null);
    try {
      const passkey = await ask();
      if (passkey !== null) await accept(passkey);
    } catch (error) {
      const known = error instanceof ApiError ? sentences[error.code] : undefined;
      setFailure({ message: known ?? messageOf(error), correlationId: correlationOf(error) });
    } finally {
      setBusy(false);
    }
  };

  return { busy, failure, show };
}
