import { Fingerprint } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { beginPasskeySignIn } from "@/features/identity/api/begin-passkey-sign-in";
import { signInWithPasskey } from "@/features/identity/api/sign-in-with-passkey";
import { FormFailure } from "@/features/identity/components/form-failure";
import { usePasskey } from "@/features/identity/hooks/use-passkey";
import { askForPasskey, offerPasskeys } from "@/lib/passkeys";
import { useSession } from "@/lib/session-context";

const sentences = {
  "identity.invalid_credentials": "This passkey does not open an account here any more. Sign in another way.",
};

/** Signs in with a passkey: with the one that the browser offers where the address is typed, or by the button. */
export function PasskeySignIn() {
  const session = useSession();
  const [asking, setAsking] = useState(false);
  const { busy, failure, show } = usePasskey(
    async (passkey) => session.accept(await signInWithPasskey(passkey)),
    sentences,
  );

  // A browser has one question about passkeys at a time: while the button's is open, it offers none by itself.
  const take = useEffectEvent(show);
  useEffect(() => {
    if (asking) return;
    const offer = new AbortController();
    void offerPasskeys(beginPasskeySignIn, offer.signal).then((passkey) => {
      if (passkey !== null && !offer.signal.aborted) return take(() => Promise.resolve(passkey));
    });
    return () => offer.abort();
  }, [asking]);

  const ask = async () => {
    setAsking(true);
    await show(async () => askForPasskey(await beginPasskeySignIn()));
    setAsking(false);
  };

  return (
    <div className="grid gap-5">
      <Button size="lg" block busy={busy} onClick={() => void ask()}>
        <Fingerprint aria-hidden className="size-4" />
        Sign in with a passkey
      </Button>
      <FormFailure failure={failure} />
    </div>
  );
}
