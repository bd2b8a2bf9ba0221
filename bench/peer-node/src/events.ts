export const accountRegistered = "identity.account-registered.v1";
export const verificationWanted = "identity.verification-mail-wanted.v1";
export const userInvited = "users.user-invited.v1";
export const invitationWanted = "users.invitation-mail-wanted.v1";

/** The payload of all. */
export interface AccountRegistered {
  id: string;
  email: string;
  displayName: string;
  roles: string[];
  createdAt: string;
}

export type UserInvited = AccountRegistered;

export const outboxWritten = "outbox-written";

let isTold = false;

/** In a worker, after a commit: the primary delivers now, not at its next turn. Commits of one turn are told once. */
export function wakeOutbox(): void {
  if (isTold) return;
  isTold = true;
  setImmediate(() => {
    isTold = false;
    process.send?.(outboxWritten);
  });
}
