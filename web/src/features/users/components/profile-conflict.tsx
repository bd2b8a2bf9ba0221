import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { profileFields, profileLabels, type Profile, type ProfileField, type User } from "@/features/users/api/types";
import { loadUser, profileOf, useUpdateProfile } from "@/features/users/api/update-profile";
import { ApiError, messageOf } from "@/lib/problem";

interface ProfileConflictProps {
  /** What both of them wrote over. */
  base: User;
  theirs: User;
  mine: Profile;
  own: boolean;
  onSaved: (user: User) => void;
  onClose: () => void;
}

type Choice = "mine" | "theirs";

/** A three-way merge: what only one of them wrote is taken, and what both wrote differently is for the person to decide. */
export function ProfileConflict({ base, theirs: firstTheirs, mine, own, onSaved, onClose }: ProfileConflictProps) {
  const [theirs, setTheirs] = useState(firstTheirs);
  const [choices, setChoices] = useState<Partial<Record<ProfileField, Choice>>>({});
  const updating = useUpdateProfile(own);
  const written = { base: profileOf(base), mine, theirs: profileOf(theirs) };
  const contested = profileFields.filter((field) => isContested(written, field));

  const save = async () => {
    try {
      onSaved(await updating.mutateAsync({ base: theirs, profile: merge(written, choices) }));
    } catch (error) {
      // Somebody wrote once more: show that version.
      if (error instanceof ApiError && error.status === 412) setTheirs(await loadUser(theirs.id, own));
    }
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Somebody else has changed this profile"
      description={
        contested.length === 0
          ? "You changed different things, so both can be kept."
          : "Choose what to keep. Everything else that either of you wrote is kept anyway."
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Back to the form</Button>
          </DialogClose>
          <Button variant="primary" busy={updating.isPending} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {updating.isError && (
          <Notice tone="danger" announce>
            {messageOf(updating.error)}
          </Notice>
        )}
        {contested.map((field) => (
          <fieldset key={field} className="grid gap-2">
            <legend className="mb-1.5 text-sm font-medium">{profileLabels[field]}</legend>
            {(["theirs", "mine"] as const).map((choice) => (
              <label key={choice} className="flex items-baseline gap-3 rounded-lg border border-line px-3 py-2 text-sm">
                <input
                  type="radio"
                  className="accent-accent"
                  name={field}
                  checked={(choices[field] ?? "theirs") === choice}
                  onChange={() => setChoices({ ...choices, [field]: choice })}
                />
                <span className="min-w-0 flex-1 break-words">
                  {written[choice][field] || <span className="text-faint">Not set</span>}
                </span>{" "}
                <span className="shrink-0 text-soft">{choice === "mine" ? "Yours" : "Theirs"}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}

interface Written {
  base: Profile;
  mine: Profile;
  theirs: Profile;
}

function isContested({ base, mine, theirs }: Written, field: ProfileField): boolean {
  const [before, here, there] = [base[field], mine[field].trim(), theirs[field]];
  return here !== before && there !== before && here !== there;
}

function merge(written: Written, choices: Partial<Record<ProfileField, Choice>>): Profile {
  const chosen = (field: ProfileField): Choice => {
    if (isContested(written, field)) return choices[field] ?? "theirs";
    return written.mine[field].trim() === written.base[field] ? "theirs" : "mine";
  };
  return Object.fromEntries(profileFields.map((field) => [field, written[chosen(field)][field]])) as Profile;
}
