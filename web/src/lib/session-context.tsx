import { createContext, use, useEffect, useSyncExternalStore, type ReactNode } from "react";
import { authSession, type AuthSession, type SessionState, type SessionUser } from "@/lib/auth-session";

const SessionContext = createContext<AuthSession>(authSession);

/** Restores the session once and gives it to the tree. */
export function SessionProvider({ session = authSession, children }: { session?: AuthSession; children: ReactNode }) {
  useEffect(() => {
    void session.restore();
  }, [session]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): AuthSession {
  return use(SessionContext);
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getState);
}

/** The signed-in user, or null. */
export function useCurrentUser(): SessionUser | null {
  const state = useSessionState();
  return state.status === "signed-in" ? state.session.user : null;
}

export function useCan(): (permission: Permission) => boolean {
  const user = useCurrentUser();
  return (permission) => user?.permissions.includes(permission) ?? false;
}

/** The permissions that this app asks for. */
export type Permission =
  "users.read" | "users.write" | "users.delete" | "roles.manage" | "sessions.manage" | "monitoring.read" | "audit.read";
