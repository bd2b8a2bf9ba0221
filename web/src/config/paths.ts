/** Every address inside the app; links are built here and nowhere else. */
export const paths = {
  home: "/",
  signIn: "/sign-in",
  signUp: "/sign-up",
  checkMail: "/check-mail",
  verifyEmail: "/verify-email",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  setup: "/setup",
  profile: "/profile",
  security: "/security",
  users: "/users",
  requests: "/monitoring/requests",
  traces: "/monitoring/traces",
  trace: (correlationId: string) => `/monitoring/traces/${encodeURIComponent(correlationId)}`,
  gallery: "/ui",
  devMail: "/dev/mail",
} as const;

/** The sign-in page that leads back to where the visitor wanted to go. */
export function signInPath(returnTo: string): string {
  return returnTo === paths.home || returnTo === paths.profile
    ? paths.signIn
    : `${paths.signIn}?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Only addresses inside the app are followed: an absolute or protocol-relative address would make sign-in an open redirect. */
export function safeReturnTo(candidate: string | null): string {
  if (!candidate?.startsWith("/")) return paths.home;
  const target = new URL(candidate, window.location.origin);
  return target.origin === window.location.origin ? target.pathname + target.search + target.hash : paths.home;
}
