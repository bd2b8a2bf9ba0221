import { useState, type ReactNode } from "react";
import { ConfirmIdentityDialog } from "@/features/identity/components/confirm-identity-dialog";
import { ApiError } from "@/lib/problem";

interface Asking {
  resume: () => void;
  giveUp: () => void;
}

/** The person was asked to show who they are, and did not. */
export class NotConfirmedError extends Error {
  override readonly name = "NotConfirmedError";
}

/**
 * For changes that the server wants a fresh proof for: `confirmed(work)` does the work, asks for the password or a code where the server
 * wants one, and then does it again. It rejects with {@link NotConfirmedError} when the person closes the question. `question` must be
 * part of the page.
 */
export function useIdentityConfirmation(): {
  confirmed: <T>(work: () => Promise<T>) => Promise<T>;
  question: ReactNode;
} {
  const [asking, setAsking] = useState<Asking | null>(null);

  const ask = () =>
    new Promise<void>((resolve, reject) => {
      setAsking({ resume: resolve, giveUp: () => reject(new NotConfirmedError()) });
    }).finally(() => setAsking(null));

  const confirmed = async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "identity.reauthentication_needed") throw error;
      await ask();
      return work();
    }
  };

  return {
    confirmed,
    question: asking !== null && <ConfirmIdentityDialog onConfirmed={asking.resume} onClosed={asking.giveUp} />,
  };
}
