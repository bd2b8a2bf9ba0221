import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Card } from "@/components/ui/card";
import { AuditTable } from "@/features/monitoring/components/audit-table";
import { AuditToolbar } from "@/features/monitoring/components/audit-toolbar";
import { useAuditListing } from "@/features/monitoring/hooks/use-audit-listing";
import { PersonLink } from "@/features/users/components/person-link";

export function Component() {
  return (
    <Permitted permission="audit.read">
      <Audit />
    </Permitted>
  );
}

function Audit() {
  const { listing, change, reset, filtered } = useAuditListing();
  return (
    <Page
      title="Audit trail"
      description="Who did what, when and from where, newest first. Nobody can change it; entries leave by their age."
    >
      <Card aria-label="Audit trail" className="overflow-hidden">
        <AuditToolbar listing={listing} filtered={filtered} onChange={change} onReset={reset} />
        <AuditTable
          listing={listing}
          filtered={filtered}
          person={(id) => <PersonLink id={id} />}
          onChange={change}
          onReset={reset}
        />
      </Card>
    </Page>
  );
}
