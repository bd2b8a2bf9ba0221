import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { confirmAuthenticator } from "@/features/identity/api/confirm-authenticator";
import type { AuthenticatorKey } from "@/features/identity/api/types";
import { checkPresent, found } from "@/features/identity/components/checks";
import { CodeField } from "@/features/identity/components/code-field";
import { FormFailure } from "@/features/identity/components/form-failure";
import { useForm } from "@/lib/use-form";

interface AuthenticatorSetupProps {
  authenticator: AuthenticatorKey;
  onDone: (recoveryCodes: readonly string[]) => void;
  onClosed: () => void;
}

/** Brings the key into the app, and the first code back. */
export function AuthenticatorSetup({ authenticator, onDone, onClosed }: AuthenticatorSetupProps) {
  const { busy, errors, failure, form } = useForm({
    fields: ["code"],
    validate: ({ code }) => found({ code: checkPresent(code, "Enter the code that the app shows.") }),
    submit: async ({ code }) => onDone(await confirmAuthenticator(code)),
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClosed();
      }}
      title="Set up an authenticator app"
      description="Scan the picture with the app on your phone, or type the key. Then enter the code that it shows."
    >
      <form {...form} className="grid gap-5">
        <FormFailure failure={failure} />
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(authenticator.qrSvg)}`}
          alt="QR code with the key for the authenticator app"
          className="mx-auto size-48 rounded-lg border border-line bg-white p-2"
        />
        <div className="flex items-center gap-2 rounded-lg bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 text-sm break-all">{grouped(authenticator.secret)}</code>
          <CopyButton text={authenticator.secret} label="Copy the key" />
        </div>
        <CodeField errors={errors.code} />
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" busy={busy}>
            Turn on
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
