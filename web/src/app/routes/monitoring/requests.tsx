import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Card } from "@/components/ui/card";
import { RequestsTable } from "@/features/monitoring/components/requests-table";
import { RequestsToolbar } from "@/features/monitoring/components/requests-toolbar";
import { useRequestListing } from "@/features/monitoring/hooks/use-request-listing";

export function Component() {
  return (
    <Permitted permission="monitoring.read">
      <Requests />
    </Permitted>
  );
}

function Requests() {
  const { listing, change, reset, filtered } = useRequestListing();
  return (
    <Page
      title="Requests"
      description="What was asked of this installation, newest first. Follow a correlation ID to see everything it caused."
    >
      <Card aria-label="Requests" className="overflow-hidden">
        <RequestsToolbar listing={listing} filtered={filtered} onChange={change} onReset={reset} />
        <RequestsTable listing={listing} filtered={filtered} onPage={(page) => change({ page })} onReset={reset} />
      </Card>
    </Page>
  );
}
