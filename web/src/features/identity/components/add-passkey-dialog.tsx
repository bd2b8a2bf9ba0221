import { Field, Input } from "@/components/ui/field";
import { addPasskey } from "@/features/identity/api/add-passkey";
import { beginPasskey } from "@/features/identity/api/begin-passkey";
import type { Passkey } from "@/features/identity/api/types";
import { ConfirmedFormDialog } from "@/features/identity/components/confirmed-form-dialog";
import { FormFailure } from "@/features/identity/components/form-failure";
import { makePasskey } from "@/lib/passkeys";
import { useForm } from "@/lib/use-form";

const formId = "add-passkey";

/** Asks for a name, lets the browser make a passkey and adds it. */
export function AddPasskeyDialog({ onAdded }: { onAdded: (passkey: Passkey) => void }) {
  return (
    <ConfirmedFormDialog
      title="New passkey"
      description="Your browser asks where to keep it: on this device, in a password manager, or on a security key."
      trigger="Add passkey"
      submit="Go on"
      formId={formId}
    >
      {(run) => (
        <NameForm
          onSubmit={(name) =>
            run(async (confirmed) => {
              const made = await makePasskey(await confirmed(beginPasskey));
              if (made === null) return false;
              onAdded(await confirmed(() => addPasskey({ ...made, name: name.trim() || null })));
              return true;
            })
          }
        />
      )}
    </ConfirmedFormDialog>
  );
}

function NameForm({ onSubmit }: { onSubmit: (name: string) => Promise<void> }) {
  const { errors, failure, form } = useForm({
    fields: ["name"],
    submit: ({ name }) => onSubmit(name),
  });
  return (
    <form {...form} id={formId} className="grid gap-5">
      <FormFailure failure={failure} />
      <Field
        label="Name"
        hint="What you will know it by. Without one it is called after this browser."
        errors={errors.name}
      >
        <Input name="name" maxLength={60} autoComplete="off" />
      </Field>
    </form>
  );
}
