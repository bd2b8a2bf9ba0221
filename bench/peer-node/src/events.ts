export const accountRegistered = "identity.account-registered.v1";
export const verificationWanted = "identity.verification-mail-wanted.v1";

/** The payload of both. */
export interface AccountRegistered {
  id: string;
  email: string;
  displayName: string;
  roles: string[];
  createdAt: string;
}

export const outboxWritten = "outbox-written";

/** In a worker, after a commit: the primary delivers now, not at its next turn. */
export function wakeOutbox(): void {
  process.send?.(outboxWritten);
}
