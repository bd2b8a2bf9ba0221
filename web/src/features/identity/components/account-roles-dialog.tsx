import { UserRoundCog } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { AccountRolesPanel } from "@/features/identity/components/account-roles-panel";

interface AccountRolesDialogProps {
  accountId: string;
  /** How the person is called. */
  name: string;
}

/** Says which roles one person has. */
export function AccountRolesDialog({ accountId, name }: AccountRolesDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Roles of ${name}`}
      description="It takes effect within a second; nobody is signed out by it."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="sm" aria-label={`Change the roles of ${name}`}>
          <UserRoundCog aria-hidden className="size-4" />
        </Button>
      }
    >
      <AccountRolesPanel
        accountId={accountId}
        name={name}
        onSaved={() => setOpen(false)}
        cancel={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      />
    </Dialog>
  );
}
