import { onTestFinished, vi } from "vitest";

type Asked = CredentialCreationOptions & CredentialRequestOptions;

const bytes = (text: string) => new TextEncoder().encode(text).buffer;

const credential = {
  id: "Y3JlZGVudGlhbA",
  rawId: bytes("credential"),
  type: "public-key",
  authenticatorAttachment: "platform",
  getClientExtensionResults: () => ({}),
};

/** What a browser answers that made a passkey. */
export const madePasskey = {
  ...credential,
  response: {
    clientDataJSON: bytes("client data"),
    attestationObject: bytes("attestation"),
    getTransports: () => ["internal"],
  },
};

/** What a browser answers whose person showed a passkey. */
export const shownPasskey = {
  ...credential,
  response: {
    clientDataJSON: bytes("client data"),
    authenticatorData: bytes("authenticator data"),
    signature: bytes("signature"),
    userHandle: bytes("somebody"),
  },
};

/** What the page sends of it. */
export const sentPasskey = {
  id: credential.id,
  type: "public-key",
  response: {
    clientDataJSON: "Y2xpZW50IGRhdGE",
    authenticatorData: "YXV0aGVudGljYXRvciBkYXRh",
    signature: "c2lnbmF0dXJl",
    userHandle: "c29tZWJvZHk",
  },
};

/** Like a browser whose person closes the question, or has nothing to answer it with. */
export const closed = () => Promise.reject(new DOMException("No.", "NotAllowedError"));

/** Waits for the person until the page takes the question back. */
export const waiting = ({ signal }: Asked) =>
  new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new DOMException("Taken back.", "AbortError")));
  });

/** A browser that has passkeys, which jsdom has not. */
export function withPasskeys({ autofill = false } = {}) {
  const create = vi.fn<(options: Asked) => Promise<unknown>>(() => Promise.resolve(madePasskey));
  const get = vi.fn<(options: Asked) => Promise<unknown>>(() => Promise.resolve(shownPasskey));
  const isConditionalMediationAvailable = () => Promise.resolve(autofill);
  vi.stubGlobal(
    "PublicKeyCredential",
    Object.assign(() => undefined, { isConditionalMediationAvailable }),
  );
  Object.defineProperty(navigator, "credentials", { configurable: true, value: { create, get } });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(navigator, "credentials");
  });
  return { create, get };
}
