import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { UserAction } from "@/features/users/api/act-on-users";
import type { User } from "@/features/users/api/types";
import { bulkActions, people } from "@/features/users/components/bulk-actions";

const named = 5;

interface Asked {
  action: UserAction;
  users: readonly User[];
}

interface BulkQuestionProps {
  asked: Asked | null;
  busy: boolean;
  onConfirm: (asked: Asked) => void;
  onCancel: () => void;
}

/** Names whom it will happen to before it does. */
export function BulkQuestion({ asked, busy, onConfirm, onCancel }: BulkQuestionProps) {
  if (asked === null) return null;
  const { action, users } = asked;
  const { label, warning } = bulkActions[action];
  return (
    <Dialog
      title={`${label} ${people(users.length)}?`}
      description={warning}
      open
      onOpenChange={onCancel}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={() => onConfirm(asked)}>
            {label}
          </Button>
        </>
      }
    >
      <ul className="grid gap-1 text-sm">
        {users.slice(0, named).map(({ id, displayName, email }) => (
          <li key={id} className="truncate">
            {displayName} <span className="text-soft">{email}</span>
          </li>
        ))}
        {users.length > named && <li className="text-soft">and {people(users.length - named)} more</li>}
      </ul>
    </Dialog>
  );
}
