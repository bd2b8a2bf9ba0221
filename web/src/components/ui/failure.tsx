import { CloudOff, Lock, SearchX, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ApiError, ConnectionError, correlationOf, messageOf } from "@/lib/problem";

interface FailureProps {
  error: unknown;
  onRetry?: () => void;
  /** Named instead of the error's own, when the error carries none. */
  correlationId?: string | null;
}

/** Stands where content would be when it could not be read: what happened, the id to report, and a way on. */
export function Failure({ error, onRetry, correlationId = null }: FailureProps) {
  if (error instanceof ApiError && error.status === 403) return <NoPermission />;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState icon={SearchX} title="Not found">
        {error.message}
      </EmptyState>
    );
  }
  const offline = error instanceof ConnectionError;
  return (
    <div role="alert">
      <EmptyState
        icon={offline ? CloudOff : TriangleAlert}
        title={offline ? "No connection" : "Something went wrong"}
        action={onRetry && <Button onClick={onRetry}>Try again</Button>}
      >
        {messageOf(error)}
        <CorrelationLine id={correlationOf(error) ?? correlationId} />
      </EmptyState>
    </div>
  );
}

export function NoPermission() {
  return (
    <EmptyState icon={Lock} title="You have no permission for this page">
      Ask an administrator if you need it.
    </EmptyState>
  );
}

/** The id under which everything about a request is found in logs and traces. */
export function CorrelationLine({ id }: { id: string | null }) {
  if (id === null) return null;
  return (
    <p className="mt-3 text-xs text-faint">
      Correlation ID <code className="font-mono break-all text-soft select-all">{id}</code>
    </p>
  );
}
