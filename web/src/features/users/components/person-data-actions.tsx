import { Eraser } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { paths } from "@/config/paths";
import type { User } from "@/features/users/api/types";
import { DownloadDataButton } from "@/features/users/components/download-data-button";
import { EraseUserDialog } from "@/features/users/components/erase-user-dialog";
import { useCan, useCurrentUser } from "@/lib/session-context";

/** What is held about a person: to have it, and where they are out of the directory or never came, to be rid of it. */
export function PersonDataActions({ user }: { user: User }) {
  const [asked, setAsked] = useState(false);
  const can = useCan();
  const navigate = useNavigate();
  const own = useCurrentUser()?.id === user.id;
  if (!own && !can("users.delete")) return null;
  const erasable = !own && (user.status === "deleted" || user.status === "invited");
  return (
    <>
      <DownloadDataButton id={user.id} />
      {erasable && (
        <>
          <Button variant="danger" onClick={() => setAsked(true)}>
            <Eraser aria-hidden className="size-4" />
            Erase for good
          </Button>
          <EraseUserDialog
            user={user}
            open={asked}
            onOpenChange={setAsked}
            onErased={() => void navigate(paths.users)}
          />
        </>
      )}
    </>
  );
}
