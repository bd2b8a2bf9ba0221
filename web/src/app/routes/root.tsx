import { Outlet, ScrollRestoration, useNavigation } from "react-router";
import { EntranceLayout } from "@/components/layouts/entrance-layout";
import { Failure } from "@/components/ui/failure";
import { useSession, useSessionState } from "@/lib/session-context";

/** Waits until it is known who is here; everything below may rely on that. */
export function Root() {
  const session = useSession();
  const state = useSessionState();
  if (state.status === "restoring") return <Waiting />;
  if (state.status === "unavailable") {
    return (
      <EntranceLayout title="Monolith">
        <Failure error={state.error} onRetry={() => void session.restore()} />
      </EntranceLayout>
    );
  }
  return (
    <>
      <Progress />
      <Outlet />
      <ScrollRestoration />
    </>
  );
}

/** Shown by the router too, while the first page's code is on its way. */
export function Waiting() {
  return (
    <div role="status" className="flex min-h-dvh items-center justify-center">
      <span className="sr-only">Loading</span>
      <span aria-hidden className="h-9 w-6 animate-breathe rounded-md bg-accent" />
    </div>
  );
}

/** A line at the top while the next page's code is on its way. */
function Progress() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 animate-breathe bg-accent" />;
}
