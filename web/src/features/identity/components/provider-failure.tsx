import { Notice } from "@/components/ui/notice";
import { useProviders } from "@/features/identity/api/list-providers";

interface ProviderFailureProps {
  /** The code, as the way back from the provider has it in the address. */
  error: string | null;
  provider: string | null;
}

/** Says why the way to a provider did not lead in, and what to do now. */
export function ProviderFailure({ error, provider }: ProviderFailureProps) {
  const providers = useProviders();
  // Said once, with the name, rather than twice.
  if (error === null || providers.isPending) return null;
  // Whatever else an address says, only the names of this installation's providers are shown.
  const name = providers.data?.find((known) => known.name === provider)?.displayName ?? "the provider";
  return (
    <Notice tone={error === "identity.external_check_mail" ? "info" : "danger"} announce>
      {sentence(error, name)}
    </Notice>
  );
}

function sentence(code: string, name: string): string {
  switch (code) {
    case "identity.external_check_mail":
      return `We have sent you a mail, because ${name} has not confirmed your address. Follow its link, then continue with ${name} again.`;
    case "identity.external_link_first":
      return `There is an account with your address that ${name} does not sign in to yet. Sign in to it with its password, or choose a new one by mail, then link ${name} on the security page.`;
    case "identity.external_no_address":
      return `There is no account for you yet, and ${name} has not told us an address to make one. Create an account first, then link ${name} on the security page.`;
    case "identity.external_denied":
      return `You have not signed in with ${name}.`;
    case "identity.external_state_invalid":
      return "This sign-in took too long, was used already or was begun in another browser. Begin it again.";
    case "identity.external_taken":
      return `That person of ${name} signs in to another account already.`;
    case "identity.external_linked_already":
      return `Your account is linked to somebody else at ${name}. Unlink that first.`;
    case "identity.provider_unavailable":
      return `Right now ${name} does not answer as it should. Try again in a moment.`;
    default:
      return `Signing in with ${name} did not work. Try again, or choose another way.`;
  }
}
