import { createContext, use, useEffect, useEffectEvent, useState, useSyncExternalStore, type ReactNode } from "react";
import { env } from "@/config/env";
import type { Present } from "@/lib/presence";
import { RealtimeClient, type ChannelListener, type RealtimeStatus } from "@/lib/realtime";
import { useSession } from "@/lib/session-context";

const RealtimeContext = createContext<RealtimeClient | null>(null);

/** Connects while it is mounted, as the signed-in user. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [client] = useState(
    () =>
      new RealtimeClient(env.realtimeUrl, {
        token: () => session.token(),
        renew: (refused) => session.renew(refused),
      }),
  );

  useEffect(() => {
    client.connect();
    return () => client.disconnect();
  }, [client]);

  return <RealtimeContext value={client}>{children}</RealtimeContext>;
}

/** Listens to a channel while the component is mounted. */
export function useChannel(name: string, listener: ChannelListener): void {
  const client = useRealtime();
  const onMessage = useEffectEvent(listener.onMessage);
  const onSubscribed = useEffectEvent(() => listener.onSubscribed?.());

  useEffect(
    () => client.subscribe(name, { onMessage: (message) => onMessage(message), onSubscribed: () => onSubscribed() }),
    [client, name],
  );
}

/** Who else is in a channel that shows it; being there is what mounting says. Null is no channel. */
export function usePresence(name: string | null): readonly Present[] {
  const client = useRealtime();
  const [others, setOthers] = useState<readonly Present[]>([]);
  useEffect(() => (name === null ? undefined : client.watchPresence(name, setOthers)), [client, name]);
  return others;
}

export function useRealtimeStatus(): RealtimeStatus {
  const client = useRealtime();
  return useSyncExternalStore(client.watch, client.getStatus);
}

function useRealtime(): RealtimeClient {
  const client = use(RealtimeContext);
  if (client === null) throw new Error("Realtime needs a RealtimeProvider above it.");
  return client;
}
