import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { bulkActions, people } from "@/features/users/components/bulk-actions";
import type { BulkReport } from "@/features/users/hooks/use-bulk";

/** For whom it did not work, and why not. */
export function BulkReportDialog({ report, onClose }: { report: BulkReport | null; onClose: () => void }) {
  if (report === null) return null;
  const { action, done, failed } = report;
  return (
    <Dialog
      title={`${people(failed.length)} could not be ${bulkActions[action].done}`}
      description={done > 0 ? `It worked for ${people(done)}.` : "Nothing has changed."}
      open
      onOpenChange={onClose}
      footer={
        <DialogClose asChild>
          <Button>Close</Button>
        </DialogClose>
      }
    >
      <ul className="grid max-h-80 gap-3 overflow-y-auto text-sm">
        {failed.map(({ user, reason }) => (
          <li key={user.id}>
            <p className="font-medium">{user.displayName}</p>
            <p className="text-soft">{reason}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
