import { Ellipsis, Eraser, RotateCcw, Trash2, UserRoundCheck, UserRoundX } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { useChangeStatus, type StatusChange } from "@/features/users/api/change-status";
import type { User } from "@/features/users/api/types";
import { EraseUserDialog } from "@/features/users/components/erase-user-dialog";
import { messageOf } from "@/lib/problem";
import { useCan, useCurrentUser } from "@/lib/session-context";

const labels = { suspend: "Suspend", reactivate: "Reactivate", delete: "Delete", restore: "Restore" } as const;
const icons = { suspend: UserRoundX, reactivate: UserRoundCheck, delete: Trash2, restore: RotateCcw } as const;
const done = {
  suspend: (name: string) => `${name} is suspended`,
  reactivate: (name: string) => `${name} can sign in again`,
  delete: (name: string) => `${name} is deleted`,
  restore: (name: string) => `${name} is back in the directory`,
} as const;

/** What asks before it happens, because somebody at work is thrown out by it. */
const warnings: Partial<Record<StatusChange, string>> = {
  suspend:
    "Within a second they are signed out everywhere, and nobody gets in until you reactivate them. Their API tokens end for good.",
  delete:
    "Within a second they are signed out everywhere and leave the directory. You can restore them, but not their API tokens.",
};

/** Suspends, reactivates, deletes, restores and erases one person, as far as the signed-in person may; nobody does it to themselves here. */
export function UserActions({ user }: { user: User }) {
  const [asked, setAsked] = useState<StatusChange | null>(null);
  const [erasing, setErasing] = useState(false);
  const changing = useChangeStatus();
  const toast = useToast();
  const own = useCurrentUser()?.id === user.id;
  const changes = usePossibleChanges(user);
  if (own) return <span className="text-faint">You</span>;
  if (changes.length === 0) return <span className="text-faint">None</span>;

  const run = async (change: StatusChange) => {
    setAsked(null);
    try {
      await changing.mutateAsync({ user, change });
      toast({
        tone: "success",
        title: done[change](user.displayName),
        ...(change === "delete" && { action: { label: "Undo", run: () => void run("restore") } }),
      });
    } catch (error) {
      toast({
        tone: "danger",
        title: `Could not ${labels[change].toLowerCase()} ${user.displayName}`,
        detail: messageOf(error),
      });
    }
  };

  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" size="sm" className="-ml-2.5 sm:ml-0" aria-label={`Actions for ${user.displayName}`}>
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        {changes.map((change) => (
          <MenuItem
            key={change}
            icon={icons[change]}
            danger={change === "delete"}
            onSelect={() => (change in warnings ? setAsked(change) : void run(change))}
          >
            {labels[change]}
          </MenuItem>
        ))}
        {changes.includes("restore") && (
          <MenuItem icon={Eraser} danger onSelect={() => setErasing(true)}>
            Erase for good
          </MenuItem>
        )}
      </Menu>
      <EraseUserDialog user={user} open={erasing} onOpenChange={setErasing} />
      <Dialog
        title={asked === null ? "" : `${labels[asked]} ${user.displayName}?`}
        description={asked === null ? "" : warnings[asked]}
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        footer={
          asked !== null && (
            <>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <Button variant="danger" onClick={() => void run(asked)}>
                {labels[asked]}
              </Button>
            </>
          )
        }
      />
    </>
  );
}

function usePossibleChanges({ status }: User): StatusChange[] {
  const can = useCan();
  return [
    ...(can("users.write") && status === "active" ? (["suspend"] as const) : []),
    ...(can("users.write") && status === "suspended" ? (["reactivate"] as const) : []),
    ...(can("users.delete") ? ([status === "deleted" ? "restore" : "delete"] as const) : []),
  ];
}
