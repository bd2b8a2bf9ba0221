import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { useDeleteRole } from "@/features/identity/api/delete-role";
import type { Role } from "@/features/identity/api/types";
import { messageOf } from "@/lib/problem";

/** Asks before a role goes; one that somebody has stays, and the dialog says so. */
export function DeleteRoleDialog({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const deleting = useDeleteRole();
  const toast = useToast();

  const remove = async () => {
    try {
      await deleting.mutateAsync(role);
      toast({ tone: "success", title: `The role ${role.name} is deleted` });
      setOpen(false);
    } catch {
      // The dialog shows why.
    }
  };

  return (
    <Dialog
      title={`Delete the role ${role.name}?`}
      description="This cannot be undone. Only a role that nobody has can be deleted."
      open={open}
      onOpenChange={(next) => {
        deleting.reset();
        setOpen(next);
      }}
      trigger={
        <Button size="sm" variant="quiet" aria-label={`Delete ${role.name}`}>
          Delete
        </Button>
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="danger" busy={deleting.isPending} onClick={() => void remove()}>
            Delete role
          </Button>
        </>
      }
    >
      {deleting.isError && (
        <Notice tone="danger" announce>
          {messageOf(deleting.error)}
        </Notice>
      )}
    </Dialog>
  );
}
