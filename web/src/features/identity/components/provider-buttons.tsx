import { Button } from "@/components/ui/button";
import { Or } from "@/components/ui/or";
import { startAddress } from "@/config/paths";
import { useProviders } from "@/features/identity/api/list-providers";
import { ProviderMark } from "@/features/identity/components/provider-mark";
import { useSession } from "@/lib/session-context";

/** The other ways in. Where there are none, or they cannot be asked for, the form above is all there is. */
export function ProviderButtons({ returnUrl }: { returnUrl: string }) {
  const session = useSession();
  const providers = useProviders();
  if (providers.data === undefined || providers.data.length === 0) return null;
  return (
    <div className="grid gap-5">
      <Or />
      <ul className="grid gap-3">
        {providers.data.map(({ name, displayName, kind }) => (
          <li key={name}>
            <Button asChild size="lg" block>
              <a href={startAddress(name, returnUrl)} onClick={() => session.expect()}>
                <ProviderMark kind={kind} />
                <span className="truncate">Continue with {displayName}</span>
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
