import type { Tone } from "@/components/ui/badge";

interface Wording {
  label: string;
  /** Neutral where nothing is to be looked at twice. */
  tone: Tone;
}

const ordinary = (label: string): Wording => ({ label, tone: "neutral" });
const change = (label: string): Wording => ({ label, tone: "info" });
const failure = (label: string): Wording => ({ label, tone: "warning" });

/** What a person reads for each kind that the modules tell. */
export const auditKinds: Readonly<Record<string, Wording>> = {
  registered: ordinary("Registered"),
  "registered-again": change("Registered again"),
  "account-invited": change("Invited"),
  "password-brought": change("Came with a password"),
  "invitation-accepted": ordinary("Invitation accepted"),
  "administrator-set-up": change("First administrator"),
  "email-verified": ordinary("Address confirmed"),
  "signed-in": ordinary("Signed in"),
  "sign-in-failed": failure("Sign-in failed"),
  "signed-out": ordinary("Signed out"),
  "signed-out-everywhere": change("Signed out everywhere"),
  "session-ended": change("Device signed out"),
  "refresh-reused": { label: "Reused sign-in ended", tone: "danger" },
  "password-changed": change("Password changed"),
  "password-change-failed": failure("Password change refused"),
  "password-reset-requested": failure("Reset asked for"),
  "password-reset": change("Password reset"),
  "account-locked": { label: "Account locked", tone: "danger" },
  "authenticator-added": change("Authenticator app added"),
  "authenticator-removed": change("Authenticator app removed"),
  "recovery-codes-replaced": change("New recovery codes"),
  reauthenticated: ordinary("Confirmed who it is"),
  "reauthentication-failed": failure("Did not confirm who it is"),
  "token-created": change("API token made"),
  "token-revoked": change("API token revoked"),
  "account-suspended": change("Suspended"),
  "account-reactivated": change("Reactivated"),
  "account-deleted": change("Deleted"),
  "account-restored": change("Restored"),
  "account-erased": change("Erased for good"),
  "personal-data-read": change("Data downloaded"),
  "provider-linked": change("Provider linked"),
  "provider-unlinked": change("Provider unlinked"),
  "passkey-added": change("Passkey added"),
  "passkey-removed": change("Passkey removed"),
  "passkey-counter-went-back": { label: "Passkey may be copied", tone: "danger" },
  "roles-assigned": change("Roles given"),
  "role-changed": change("Role changed"),
  "role-deleted": change("Role deleted"),
  "users-exported": change("People exported"),
};

const details: Readonly<Record<string, string>> = {
  pwd: "with the password",
  otp: "with a code",
  "pwd otp mfa": "with the password and a code",
  pop: "with a passkey",
  "pop user mfa": "with a passkey",
  "wrong-passkey": "passkey refused",
  "wrong-code": "wrong code",
  "wrong-password": "wrong password",
  "unknown-address": "no account has this address",
  "not-verified": "address not confirmed yet",
  suspended: "the account is suspended",
  deleted: "the account is deleted",
  "by-link": "by the link from the console",
  "by-settings": "by the settings of the installation",
};

/** A kind that this page does not know yet is read out as it is. */
export function kindOf(kind: string): Wording {
  const known = auditKinds[kind];
  if (known !== undefined) return known;
  const words = kind.replaceAll("-", " ");
  return ordinary(words.charAt(0).toUpperCase() + words.slice(1));
}

export function detailOf(detail: string): string {
  return details[detail] ?? detail;
}

/** Which one it was, to whoever looks it up; to its owner it says nothing. */
export function isId(detail: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(detail);
}

/** "Firefox on Linux", as much of it as is known. */
export function clientOf({ browser, device }: { browser: string | null; device: string | null }): string | null {
  return browser !== null && device !== null ? `${browser} on ${device}` : (browser ?? device);
}
