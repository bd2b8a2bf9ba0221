import { Camera, Trash2 } from "lucide-react";
import { useRef, useState, type ChangeEvent } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useChangeOwnAvatar } from "@/features/users/api/change-own-avatar";
import type { User } from "@/features/users/api/types";
import { CropDialog } from "@/features/users/components/crop-dialog";
import { messageOf } from "@/lib/problem";

/** Shows another picture on the own profile, or none. */
export function AvatarEditor({ user }: { user: User }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ImageBitmap | null>(null);
  const changing = useChangeOwnAvatar();
  const toast = useToast();

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file can be chosen again.
    target.value = "";
    if (file === undefined) return;
    try {
      setChosen(await createImageBitmap(file));
    } catch {
      toast({ tone: "danger", title: "This file is no picture that can be shown" });
    }
  };

  const change = async (picture: Blob | null) => {
    try {
      await changing.mutateAsync({ user, picture });
      setChosen(null);
      toast({ tone: "success", title: picture === null ? "Your picture is gone" : "Your picture is shown" });
    } catch (error) {
      toast({ tone: "danger", title: "Your picture is as it was", detail: messageOf(error) });
    }
  };

  return (
    <div className="flex flex-wrap gap-2">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label="Picture file"
        hidden
        onChange={(event) => void choose(event)}
      />
      <Button size="sm" onClick={() => input.current?.click()}>
        <Camera aria-hidden className="size-4" />
        {user.avatarUrl === null ? "Add a picture" : "Change the picture"}
      </Button>
      {user.avatarUrl !== null && (
        <Button
          size="sm"
          variant="quiet"
          busy={changing.isPending && chosen === null}
          onClick={() => void change(null)}
        >
          <Trash2 aria-hidden className="size-4" />
          Remove
        </Button>
      )}
      {chosen !== null && (
        <CropDialog
          picture={chosen}
          busy={changing.isPending}
          onCropped={(cropped) => void change(cropped)}
          onCancel={() => setChosen(null)}
        />
      )}
    </div>
  );
}
