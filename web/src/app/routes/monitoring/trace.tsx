import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import { TraceView } from "@/features/monitoring/components/trace-view";

export function Component() {
  const { correlationId = "" } = useParams();
  return (
    <Permitted permission="monitoring.read">
      <Page
        title="Trace"
        description={<code className="font-mono text-xs break-all">{correlationId}</code>}
        actions={
          <Button asChild>
            <Link to={paths.requests}>
              <ArrowLeft aria-hidden className="-ml-0.5 size-4" />
              All requests
            </Link>
          </Button>
        }
      >
        <TraceView correlationId={correlationId} />
      </Page>
    </Permitted>
  );
}
