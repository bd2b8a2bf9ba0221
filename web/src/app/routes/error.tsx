import { useRouteError } from "react-router";
import { Failure } from "@/components/ui/failure";
import { lastCorrelation } from "@/lib/correlation";

/** Stands in for a page that broke, and names the request to look for. */
export function RootError() {
  const error = useRouteError();
  return (
    <div className="flex min-h-[60dvh] items-center justify-center">
      <title>Error · Monolith</title>
      <Failure error={error} correlationId={lastCorrelation()} onRetry={() => window.location.reload()} />
    </div>
  );
}
