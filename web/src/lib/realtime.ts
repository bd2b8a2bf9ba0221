import { Centrifuge, State, UnauthorizedError, type Subscription } from "centrifuge";
import { followPresence, type Present } from "@/lib/presence";

/** The code with which the server ends a connection whose token is no good, or no good any more. */
const invalidToken = 3500;

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
  readonly #tokens: TokenSource;
  /** The token that the server was given last. */
  #given: string | null = null;
  #isComingBack = false;
  /** As the server calls this connection. */
  #id = "";

  constructor(url: string, tokens: TokenSource) {
    this.#tokens = tokens;
    this.#client = new Centrifuge(url, {
      name: "web",
      // Asked for at first, and again when the server wants another one than it was given.
      getToken: async () => {
        const current = await tokens.token();
        this.#given = current !== null && current === this.#given ? await tokens.renew(current) : current;
        if (this.#given === null) throw new UnauthorizedError("The session is over.");
        return this.#given;
      },
    });
    this.#client.on("connected", ({ client }) => {
      this.#id = client;
      this.#isComingBack = false;
    });
    this.#client.on("disconnected", ({ code }) => {
      if (code === invalidToken) void this.#comeBack();
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

  /** Tells who else is in a channel that shows it, until the returned function is called. A channel has one watcher and no listener. */
  watchPresence(name: string, tell: (others: readonly Present[]) => void): () => void {
    const subscription = this.#client.newSubscription(name, { joinLeave: true });
    followPresence(subscription, (present) => tell(present.filter(({ client }) => client !== this.#id)));
    subscription.subscribe();
    return () => {
      subscription.unsubscribe();
      this.#client.removeSubscription(subscription);
    };
  }

  /**
   * The server takes the token no longer: mostly because this device was signed out from another, and the refusal of a new token tells
   * the whole app. If there is a new one, it gets one chance.
   */
  async #comeBack(): Promise<void> {
    if (this.#given === null || this.#isComingBack) return;
    this.#isComingBack = true;
    try {
      this.#given = await this.#tokens.renew(this.#given);
    } catch {
      // The server could not be asked; the next request of the page will.
      return;
    }
    if (this.#given === null) return;
    this.#client.setToken(this.#given);
    this.#client.connect();
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
