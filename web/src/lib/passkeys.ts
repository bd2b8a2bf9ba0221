import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { BrowserError } from "@/lib/problem";

export type NewPasskey = RegistrationResponseJSON;
export type UsedPasskey = AuthenticationResponseJSON;
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type RequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** The server forgets a challenge after five minutes. */
const renewAfter = 4 * 60_000;

/** Whether there can be passkeys in this browser, at this address. */
export function supportsPasskeys(): boolean {
  return browserSupportsWebAuthn();
}

/** Lets the person make a passkey; null when they close the question. */
export async function makePasskey(options: CreationOptions): Promise<NewPasskey | null> {
  return unlessClosed(() => startRegistration({ optionsJSON: options }));
}

/** Asks for a passkey; null when the person closes the question. */
export async function askForPasskey(options: RequestOptions): Promise<UsedPasskey | null> {
  return unlessClosed(() => startAuthentication({ optionsJSON: options }));
}

/**
 * Lets the browser offer its passkeys in the field whose autocomplete says `webauthn`, for as long as nobody takes one; null once the
 * signal ends it, and where browsers cannot do that. Nobody asked for it, so nobody is told when it does not work.
 */
export async function offerPasskeys(
  begin: () => Promise<RequestOptions>,
  signal: AbortSignal,
): Promise<UsedPasskey | null> {
  try {
    if (!(await browserSupportsWebAuthnAutofill())) return null;
    let passkey: UsedPasskey | "renew" | null;
    do passkey = signal.aborted ? null : await offerOnce(await begin(), signal);
    while (passkey === "renew");
    return passkey;
  } catch {
    return null;
  }
}

async function offerOnce(options: RequestOptions, signal: AbortSignal): Promise<UsedPasskey | "renew" | null> {
  if (signal.aborted) return null;
  let old = false;
  const stop = () => WebAuthnAbortService.cancelCeremony();
  const renewal = setTimeout(() => {
    old = true;
    stop();
  }, renewAfter);
  signal.addEventListener("abort", stop);
  try {
    return await unlessClosed(
      () => startAuthentication({ optionsJSON: options, useBrowserAutofill: true }),
      () => (old ? "renew" : null),
    );
  } finally {
    clearTimeout(renewal);
    signal.removeEventListener("abort", stop);
  }
}

async function unlessClosed<T, Closed = null>(
  ceremony: () => Promise<T>,
  closed: () => Closed = () => null as Closed,
): Promise<T | Closed> {
  try {
    return await ceremony();
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    // Browsers do not tell a person who cancels from one who has no passkey here.
    if (name === "NotAllowedError" || name === "AbortError") return closed();
    throw new BrowserError(
      name === "InvalidStateError"
        ? "This device or password manager has a passkey for your account already."
        : "Your browser cannot use passkeys here.",
      error,
    );
  }
}
