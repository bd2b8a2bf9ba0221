import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Field, Input, Select } from "@/components/ui/field";
import { createToken } from "@/features/identity/api/create-token";
import type { NewToken, TokenRequest } from "@/features/identity/api/types";
import { checkPresent, found } from "@/features/identity/components/checks";
import { ConfirmedFormDialog } from "@/features/identity/components/confirmed-form-dialog";
import { checkExpiry, choosableDays, customDay, expiryOf, lifetimes } from "@/features/identity/components/expiry";
import { FormFailure } from "@/features/identity/components/form-failure";
import { scopesOf } from "@/features/identity/components/scopes";
import { formatDay } from "@/lib/format";
import { useCurrentUser } from "@/lib/session-context";
import { useForm } from "@/lib/use-form";

const formId = "create-token";

/** Asks what a program needs and makes a token for it. */
export function CreateTokenDialog({ onCreated }: { onCreated: (token: NewToken) => void }) {
  return (
    <ConfirmedFormDialog
      title="New API token"
      description="A program that has it can do what you choose here, in your name."
      trigger="New token"
      submit="Create token"
      formId={formId}
    >
      {(run) => (
        <Fields
          onSubmit={(request) =>
            run(async (confirmed) => {
              onCreated(await confirmed(() => createToken(request)));
              return true;
            })
          }
        />
      )}
    </ConfirmedFormDialog>
  );
}

function Fields({ onSubmit }: { onSubmit: (request: TokenRequest) => Promise<void> }) {
  const user = useCurrentUser();
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const { errors, failure, form } = useForm({
    fields: ["name", "expiresAt", "day", "scopes"],
    validate: ({ name, expiresAt, day, scopes }) =>
      found({
        name: checkPresent(name, "Say what the token is for."),
        expiresAt: undefined,
        day: checkExpiry(expiryOf(expiresAt, day)),
        scopes: checkPresent(scopes, "Choose at least one."),
      }),
    submit: async ({ name, expiresAt, day }) => {
      const expiry = expiryOf(expiresAt, day);
      if (expiry !== null) await onSubmit({ name, scopes: [...scopes], expiresAt: expiry.toISOString() });
    },
  });

  const choose = (scope: string, chosen: boolean) =>
    setScopes(chosen ? [...scopes, scope] : scopes.filter((other) => other !== scope));

  return (
    <form {...form} id={formId} className="grid gap-5">
      <FormFailure failure={failure} />
      <Field label="Name" hint="What you will know it by, like the program that gets it." errors={errors.name}>
        <Input name="name" maxLength={100} autoComplete="off" required />
      </Field>
      <ExpiryFields errors={errors.expiresAt} dayErrors={errors.day} />
      <CheckboxGroup label="What it may do" errors={errors.scopes}>
        {scopesOf(user?.permissions ?? []).map(({ name, description }) => (
          <Checkbox
            key={name}
            name="scopes"
            value={name}
            label={description ?? name}
            {...(description !== null && { description: <code className="font-mono text-xs">{name}</code> })}
            checked={scopes.includes(name)}
            onChange={(chosen) => choose(name, chosen)}
          />
        ))}
      </CheckboxGroup>
    </form>
  );
}

/** For how long, or until which day. */
function ExpiryFields({ errors, dayErrors }: Record<"errors" | "dayErrors", readonly string[] | undefined>) {
  const [lifetime, setLifetime] = useState("30");
  const isCustom = lifetime === customDay;
  const expiry = isCustom ? null : expiryOf(lifetime, "");
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field
        label="Expires"
        hint={expiry === null ? undefined : `On ${formatDay(expiry.toISOString())}`}
        errors={errors}
        className={isCustom ? "" : "sm:col-span-2"}
      >
        <Select name="expiresAt" value={lifetime} onChange={(event) => setLifetime(event.currentTarget.value)}>
          {lifetimes.map((days) => (
            <option key={days} value={days}>
              {days === 365 ? "In a year" : `In ${days} days`}
            </option>
          ))}
          <option value={customDay}>On a day I choose</option>
        </Select>
      </Field>
      {isCustom && (
        <Field label="Last day" errors={dayErrors}>
          <Input name="day" type="date" {...choosableDays()} required />
        </Field>
      )}
    </div>
  );
}
