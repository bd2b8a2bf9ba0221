import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { UserAction } from "@/features/users/api/act-on-users";
import type { User } from "@/features/users/api/types";
import { bulkActions, bulkOrder, people } from "@/features/users/components/bulk-actions";
import { BulkQuestion } from "@/features/users/components/bulk-question";
import { BulkReportDialog } from "@/features/users/components/bulk-report";
import { useBulk } from "@/features/users/hooks/use-bulk";
import type { Selection } from "@/features/users/hooks/use-selection";
import { useCan } from "@/lib/session-context";

interface Asked {
  action: UserAction;
  users: readonly User[];
}

/** What can be done with the people who are selected; stays in sight while the list is scrolled. */
export function BulkBar({ selection }: { selection: Selection }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { run, busy, report, dismiss } = useBulk();
  const offers = useOffers(selection.users);

  const act = async ({ action, users }: Asked) => {
    const isAnswered = await run(action, users);
    setAsked(null);
    if (isAnswered) selection.clear();
  };

  return (
    <>
      {selection.users.length > 0 && (
        <section
          aria-label="Selected people"
          className="sticky bottom-4 z-20 mt-4 flex animate-rise-in flex-wrap items-center gap-2 rounded-xl bg-surface p-3 shadow-float"
        >
          <p role="status" className="mr-auto px-2 text-sm font-medium">
            {people(selection.users.length)} selected
          </p>
          {offers.map((offer) => (
            <Button
              key={offer.action}
              size="sm"
              variant={offer.action === "delete" ? "danger" : "secondary"}
              busy={busy}
              onClick={() => (bulkActions[offer.action].warning === undefined ? void act(offer) : setAsked(offer))}
            >
              <OfferIcon action={offer.action} />
              {bulkActions[offer.action].label} ({offer.users.length})
            </Button>
          ))}
          <Button size="sm" variant="quiet" aria-label="Clear the selection" onClick={selection.clear}>
            <X aria-hidden className="size-4" />
          </Button>
        </section>
      )}
      <BulkQuestion
        asked={asked}
        busy={busy}
        onConfirm={(confirmed) => void act(confirmed)}
        onCancel={() => setAsked(null)}
      />
      <BulkReportDialog report={report} onClose={dismiss} />
    </>
  );
}

function OfferIcon({ action }: { action: UserAction }) {
  const Icon = bulkActions[action].icon;
  return <Icon aria-hidden className="size-4" />;
}

/** What makes sense for some of them and is permitted, and for whom. */
function useOffers(selected: readonly User[]): Asked[] {
  const can = useCan();
  return bulkOrder
    .filter((action) => can(bulkActions[action].permission ?? "users.write"))
    .map((action) => ({ action, users: selected.filter(({ status }) => bulkActions[action].of(status)) }))
    .filter(({ users }) => users.length > 0);
}
