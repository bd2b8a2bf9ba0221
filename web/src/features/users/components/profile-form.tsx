import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CorrelationLine } from "@/components/ui/failure";
import { Field, Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { profileFields, profileLabels, type Profile, type ProfileField, type User } from "@/features/users/api/types";
import { loadUser, profileOf, useUpdateProfile } from "@/features/users/api/update-profile";
import { EditorsLine } from "@/features/users/components/editors-line";
import { ProfileConflict } from "@/features/users/components/profile-conflict";
import { ApiError } from "@/lib/problem";
import { useForm } from "@/lib/use-form";

interface ProfileFormProps {
  user: User;
  /** Whether it is the profile of whoever is signed in. */
  own: boolean;
  onSaved: (user: User) => void;
  onCancel: () => void;
}

interface Conflict {
  theirs: User;
  mine: Profile;
}

/** Writes a profile. When somebody else has written it meanwhile, nothing is lost: what differs is shown side by side. */
export function ProfileForm({ user, own, onSaved, onCancel }: ProfileFormProps) {
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // What stands in the form was written over this version, whatever arrives meanwhile.
  const [base] = useState(user);
  const updating = useUpdateProfile(own);
  const { busy, errors, failure, form } = useForm({
    fields: profileFields,
    submit: async (mine) => {
      try {
        onSaved(await updating.mutateAsync({ base, profile: mine }));
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 412)) throw error;
        setConflict({ theirs: await loadUser(user.id, own), mine });
      }
    },
  });
  const known = profileOf(base);

  return (
    <form {...form} className="grid gap-5 p-5">
      {failure !== null && (
        <Notice tone="danger" announce>
          {failure.message}
          <CorrelationLine id={failure.correlationId} />
        </Notice>
      )}
      <EditorsLine userId={user.id} own={own} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {profileFields.map((field) => (
          <Field key={field} label={profileLabels[field]} hint={hints[field]} errors={errors[field]}>
            {field === "timeZone" ? (
              <TimeZones known={known.timeZone} />
            ) : (
              <Input name={field} defaultValue={known[field]} {...inputs[field]} />
            )}
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
      {conflict !== null && (
        <ProfileConflict
          base={base}
          theirs={conflict.theirs}
          mine={conflict.mine}
          own={own}
          onSaved={onSaved}
          onClose={() => setConflict(null)}
        />
      )}
    </form>
  );
}

const hints: Partial<Record<ProfileField, string>> = {
  phone: "Such as +33 123 456 789.",
  locale: "Such as fr or pt-BR.",
};

const inputs: Readonly<Record<Exclude<ProfileField, "timeZone">, React.ComponentProps<"input">>> = {
  displayName: { autoComplete: "name", maxLength: 100, required: true },
  givenName: { autoComplete: "given-name", maxLength: 100 },
  familyName: { autoComplete: "family-name", maxLength: 100 },
  phone: { autoComplete: "tel", type: "tel", maxLength: 40 },
  locale: { autoComplete: "off", maxLength: 35, spellCheck: false },
};

function TimeZones({ known }: { known: string }) {
  const zones = new Set([...(known === "" ? [] : [known]), "UTC", ...Intl.supportedValuesOf("timeZone")]);
  return (
    <Select name="timeZone" defaultValue={known}>
      <option value="">Not set</option>
      {[...zones].map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll("_", " ")}
        </option>
      ))}
    </Select>
  );
}
