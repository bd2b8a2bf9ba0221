/** Every address inside the app; links are built here and nowhere else. */
export const paths = {
  home: "/",
  signIn: "/sign-in",
  signUp: "/sign-up",
  checkMail: "/check-mail",
  verifyEmail: "/verify-email",
  forgotPassword: "/forgot-password",
  resetPassword: "/reset-password",
  acceptInvitation: "/accept-invitation",
  setup: "/setup",
  profile: "/profile",
  security: "/security",
  users: "/users",
  roles: "/admin/roles",
  user: (id: string) => `/users/${id}`,
  userImport: "/users/import",
  userImportCourse: (id: string) => `/users/import/${id}`,
  requests: "/monitoring/requests",
  audit: "/monitoring/audit",
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

/** Where the browser goes to sign in with a provider; it comes back to `returnUrl`. */
export function startAddress(provider: string, returnUrl: string): string {
  return `/api/v1/auth/external/${encodeURIComponent(provider)}/start?returnUrl=${encodeURIComponent(returnUrl)}`;
}

/** Only addresses inside the app are followed: an absolute or protocol-relative address would make sign-in an open redirect. */
export function safeReturnTo(candidate: string | null): string {
  if (!candidate?.startsWith("/")) return paths.home;
  const target = new URL(candidate, window.location.origin);
  // A path that begins with two slashes, as "/.//elsewhere.example" does once it is resolved, would be another origin the next time.
  const isInside = target.origin === window.location.origin && !target.pathname.startsWith("//");
  return isInside ? target.pathname + target.search + target.hash : paths.home;
}
