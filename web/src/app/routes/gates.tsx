import { Navigate, Outlet, useLocation, useSearchParams } from "react-router";
import type { ReactNode } from "react";
import { NoPermission } from "@/components/ui/failure";
import { Card } from "@/components/ui/card";
import { paths, safeReturnTo, signInPath } from "@/config/paths";
import { useCan, useSessionState, type Permission } from "@/lib/session-context";

/** Lets signed-in people pass and sends others to sign in, with the way back unless they left on purpose. */
export function SignedIn() {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  if (state.status === "signed-in") return <Outlet />;
  const left = state.status === "signed-out" && state.reason === "signed-out";
  return <Navigate replace to={left ? paths.signIn : signInPath(pathname + search)} />;
}

/** The pages before sign-in; whoever is signed in goes on to where they wanted to be. */
export function SignedOut() {
  const state = useSessionState();
  const [params] = useSearchParams();
  if (state.status !== "signed-in") return <Outlet />;
  return <Navigate replace to={safeReturnTo(params.get("returnTo"))} />;
}

/** Shows the page to those who may see it. The server decides on the data by itself. */
export function Permitted({ permission, children }: { permission: Permission; children: ReactNode }) {
  const can = useCan();
  return can(permission) ? (
    children
  ) : (
    <Card>
      <title>No permission · Monolith</title>
      <NoPermission />
    </Card>
  );
}
