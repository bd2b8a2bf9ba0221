import { useId, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { paths } from "@/config/paths";
import { useLinkProvider } from "@/features/identity/api/link-provider";
import { useLinkedProviders } from "@/features/identity/api/list-linked-providers";
import { useProviders } from "@/features/identity/api/list-providers";
import type { LinkedProvider, Provider } from "@/features/identity/api/types";
import { useUnlinkProvider } from "@/features/identity/api/unlink-provider";
import { ProviderMark } from "@/features/identity/components/provider-mark";
import { NotConfirmedError, useIdentityConfirmation } from "@/features/identity/hooks/use-identity-confirmation";
import { formatDateTime, formatRelative } from "@/lib/format";
import { leaveFor } from "@/lib/leave";
import { messageOf } from "@/lib/problem";

interface LinkedProvidersProps {
  /** The provider that has just been linked. */
  linked: string | null;
  /** Why the last attempt to link one did not work. */
  failure: ReactNode;
}

/** The providers that the person can sign in with, and the way to link the others. */
export function LinkedProviders({ linked, failure }: LinkedProvidersProps) {
  const title = useId();
  const providers = useProviders();
  const links = useLinkedProviders();
  if (providers.isPending) return null;
  if (providers.data === undefined || (providers.data.length === 0 && !links.data?.length)) return failure;
  const justLinked = links.data?.some(({ provider }) => provider === linked)
    ? providers.data.find(({ name }) => name === linked)
    : undefined;
  return (
    <Card aria-labelledby={title} aria-busy={links.isPending || undefined}>
      <header className="grid gap-3 border-b border-line p-5">
        <div>
          <h2 id={title} className="font-semibold">
            Linked providers
          </h2>
          <p className="mt-1 text-sm text-soft">Sign in here with an account that you have elsewhere.</p>
        </div>
        {failure}
        {justLinked !== undefined && (
          <Notice tone="success" announce>
            You can sign in with {justLinked.displayName} now.
          </Notice>
        )}
      </header>
      {links.isError ? (
        <Failure error={links.error} onRetry={() => void links.refetch()} />
      ) : (
        <ul className="divide-y divide-line">
          {rows(providers.data, links.data ?? []).map(({ provider, link }) => (
            <ProviderItem key={provider.name} provider={provider} link={link} ready={links.isSuccess} />
          ))}
        </ul>
      )}
    </Card>
  );
}

interface Row {
  provider: Pick<Provider, "name" | "displayName"> & Partial<Provider>;
  link: LinkedProvider | undefined;
}

/** Also those that are linked, but that the installation no longer has. */
function rows(providers: Provider[], links: LinkedProvider[]): Row[] {
  const gone = links.filter((link) => !providers.some(({ name }) => name === link.provider));
  return [
    ...providers.map((provider) => ({ provider, link: links.find((link) => link.provider === provider.name) })),
    ...gone.map((link) => ({ provider: { name: link.provider, displayName: link.provider }, link })),
  ];
}

function ProviderItem({ provider: { name, displayName, kind }, link, ready }: Row & { ready: boolean }) {
  const linking = useLinkProvider();
  const unlinking = useUnlinkProvider();
  const { confirmed, question } = useIdentityConfirmation();
  const toast = useToast();

  const run = async (work: () => Promise<void>, failed: string) => {
    try {
      await confirmed(work);
    } catch (error) {
      if (!(error instanceof NotConfirmedError)) toast({ tone: "danger", title: failed, detail: messageOf(error) });
    }
  };
  const begin = () =>
    run(async () => {
      leaveFor(await linking.mutateAsync({ provider: name, returnUrl: `${paths.security}?linked=${name}` }));
    }, `${displayName} is not linked`);
  const unlink = () =>
    run(async () => {
      await unlinking.mutateAsync(name);
      toast({ tone: "success", title: `${displayName} is no longer linked` });
    }, `${displayName} is still linked`);

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
      <span className="flex size-10 shrink-0 items-center justify-center rounded-lg border border-line bg-sunken text-ink">
        <ProviderMark kind={kind} />
      </span>
      <div className="min-w-0 flex-1 basis-32">
        <p className="text-sm font-medium">{displayName}</p>
        <p className="mt-0.5 text-sm text-soft">
          {link === undefined ? (
            ready && "Not linked"
          ) : (
            <>
              {link.label !== null && <span className="break-all">{link.label} · </span>}
              linked{" "}
              <time dateTime={link.linkedAt} title={formatDateTime(link.linkedAt)}>
                {formatRelative(link.linkedAt)}
              </time>
            </>
          )}
        </p>
      </div>
      {ready &&
        (link === undefined ? (
          <Button
            size="sm"
            busy={linking.isPending || linking.isSuccess}
            onClick={() => void begin()}
            aria-label={`Link ${displayName}`}
          >
            Link
          </Button>
        ) : (
          <Button
            size="sm"
            busy={unlinking.isPending}
            onClick={() => void unlink()}
            aria-label={`Unlink ${displayName}`}
          >
            Unlink
          </Button>
        ))}
      {question}
    </li>
  );
}
