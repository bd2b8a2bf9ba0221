import { Centrifuge, State, UnauthorizedError, type Subscription } from "centrifuge";

/** What every channel carries. */
export interface RealtimeMessage {
  type: string;
  id: string;
  data: unknown;
  correlationId: string | null;
  at: string;
}

export interface ChannelListener {
  onMessage: (message: RealtimeMessage) => void;
  /** Also after every reconnection: what happened in between has to be read again. */
  onSubscribed?: () => void;
}

export type RealtimeStatus = "connecting" | "live" | "offline";

/** Gives a token that the server has not refused yet; null when the session is over. */
export interface TokenSource {
  token: () => Promise<string | null>;
  renew: (refused: string) => Promise<string | null>;
}

interface Channel {
  subscription: Subscription;
  listeners: Set<ChannelListener>;
}

/** One connection per tab; any number of listeners per channel. */
export class RealtimeClient {
  readonly #client: Centrifuge;
  readonly #channels = new Map<string, Channel>();
  readonly #watchers = new Set<() => void>();

  constructor(url: string, tokens: TokenSource) {
    let given: string | null = null;
    this.#client = new Centrifuge(url, {
      name: "web",
      // Asked for at first, and again when the server wants another one than it was given.
      getToken: async () => {
        const current = await tokens.token();
        given = current !== null && current === given ? await tokens.renew(current) : current;
        if (given === null) throw new UnauthorizedError("The session is over.");
        return given;
      },
    });
    this.#client.on("state", () => {
      for (const watcher of this.#watchers) watcher();
    });
  }

  connect(): void {
    this.#client.connect();
  }

  disconnect(): void {
    this.#client.disconnect();
  }

  readonly getStatus = (): RealtimeStatus => {
    if (this.#client.state === State.Connected) return "live";
    return this.#client.state === State.Connecting ? "connecting" : "offline";
  };

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Listens until the returned function is called; the last listener to leave ends the subscription. */
  subscribe(name: string, listener: ChannelListener): () => void {
    const channel = this.#channels.get(name) ?? this.#open(name);
    channel.listeners.add(listener);
    return () => {
      channel.listeners.delete(listener);
      if (channel.listeners.size === 0 && this.#channels.get(name) === channel) this.#close(name, channel);
    };
  }

  #open(name: string): Channel {
    const channel: Channel = { subscription: this.#client.newSubscription(name), listeners: new Set() };
    channel.subscription.on("publication", ({ data }) => {
      for (const listener of channel.listeners) listener.onMessage(data as RealtimeMessage);
    });
    channel.subscription.on("subscribed", () => {
      for (const listener of channel.listeners) listener.onSubscribed?.();
    });
    channel.subscription.subscribe();
    this.#channels.set(name, channel);
    return channel;
  }

  #close(name: string, channel: Channel): void {
    this.#channels.delete(name);
    channel.subscription.unsubscribe();
    this.#client.removeSubscription(channel.subscription);
  }
}
