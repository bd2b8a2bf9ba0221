import { EventEmitter } from "node:events";
import type { Present } from "@/lib/presence";

/** Stands in for the npm package: no network, and the test says what the server says. Use with `vi.mock("centrifuge", ...)`. */
export class FakeCentrifuge extends EventEmitter {
  static latest: FakeCentrifuge | undefined;
  /** The id that the server gives each connection. */
  static readonly client = "this tab";

  state = State.Disconnected;
  readonly subscriptions = new Map<string, FakeSubscription>();
  /** What the client was told to bring instead of what it asked for. */
  token: string | undefined;
  /** Whether the server lets the client in. */
  accepting = true;

  constructor(
    readonly url: string,
    readonly options: { getToken: () => Promise<string> },
  ) {
    super();
    FakeCentrifuge.latest = this;
  }

  connect(): void {
    this.#enter(this.accepting ? State.Connected : State.Connecting);
    if (this.accepting) this.emit("connected", { client: FakeCentrifuge.client });
  }

  disconnect(): void {
    this.#enter(State.Disconnected);
  }

  setToken(token: string): void {
    this.token = token;
  }

  /** The server ends the connection for good. */
  end(code: number): void {
    this.#enter(State.Disconnected);
    this.emit("disconnected", { code });
  }

  newSubscription(channel: string): FakeSubscription {
    if (this.subscriptions.has(channel)) throw new Error(`Subscription to the channel ${channel} already exists`);
    const subscription = new FakeSubscription();
    this.subscriptions.set(channel, subscription);
    return subscription;
  }

  removeSubscription(subscription: FakeSubscription): void {
    for (const [channel, known] of this.subscriptions) if (known === subscription) this.subscriptions.delete(channel);
  }

  /** The server's word on a channel. */
  static publish(channel: string, type: string, data: unknown): void {
    FakeCentrifuge.#subscription(channel).emit("publication", {
      data: { type, id: crypto.randomUUID(), data, correlationId: "corr-1", at: new Date().toISOString() },
    });
  }

  /** The server takes the subscription, and answers who is there. */
  static async subscribed(channel: string, present: readonly Present[]): Promise<void> {
    const subscription = FakeCentrifuge.#subscription(channel);
    subscription.answerPresence(present);
    subscription.emit("subscribed", {});
    await Promise.resolve();
  }

  /** The next list of who is there is on its way until the returned function says what is in it. */
  static holdPresence(channel: string): (present: readonly Present[]) => void {
    return FakeCentrifuge.#subscription(channel).holdPresence();
  }

  /** Somebody comes or goes. */
  static move(channel: string, kind: "join" | "leave", info: Present): void {
    FakeCentrifuge.#subscription(channel).emit(kind, { channel, info });
  }

  static #subscription(channel: string): FakeSubscription {
    const subscription = FakeCentrifuge.latest?.subscriptions.get(channel);
    if (subscription === undefined) throw new Error(`Nobody is subscribed to ${channel}.`);
    return subscription;
  }

  #enter(state: State): void {
    this.state = state;
    this.emit("state", {});
  }
}

interface PresenceList {
  clients: Record<string, Present>;
}

export class FakeSubscription extends EventEmitter {
  subscribed = false;
  #list: PresenceList | Promise<PresenceList> = { clients: {} };
  #isHeld = false;

  presence(): Promise<PresenceList> {
    return Promise.resolve(this.#list);
  }

  answerPresence(present: readonly Present[]): void {
    if (!this.#isHeld) this.#list = asList(present);
  }

  holdPresence(): (present: readonly Present[]) => void {
    let answer: (list: PresenceList) => void = () => undefined;
    this.#list = new Promise((resolve) => (answer = resolve));
    this.#isHeld = true;
    return (present) => answer(asList(present));
  }

  subscribe(): void {
    this.subscribed = true;
  }

  unsubscribe(): void {
    this.subscribed = false;
  }
}

function asList(present: readonly Present[]): PresenceList {
  return { clients: Object.fromEntries(present.map((one) => [one.client, one])) };
}

export enum State {
  Disconnected = "disconnected",
  Connecting = "connecting",
  Connected = "connected",
}

export class UnauthorizedError extends Error {}

export { FakeCentrifuge as Centrifuge };
