import { EventEmitter } from "node:events";

/** Stands in for the npm package: no network, and the test says what the server says. Use with `vi.mock("centrifuge", ...)`. */
export class FakeCentrifuge extends EventEmitter {
  static latest: FakeCentrifuge | undefined;

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
    if (this.accepting) this.emit("connected", {});
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
    const subscription = FakeCentrifuge.latest?.subscriptions.get(channel);
    if (subscription === undefined) throw new Error(`Nobody is subscribed to ${channel}.`);
    subscription.emit("publication", {
      data: { type, id: crypto.randomUUID(), data, correlationId: "corr-1", at: new Date().toISOString() },
    });
  }

  #enter(state: State): void {
    this.state = state;
    this.emit("state", {});
  }
}

export class FakeSubscription extends EventEmitter {
  subscribed = false;

  subscribe(): void {
    this.subscribed = true;
  }

  unsubscribe(): void {
    this.subscribed = false;
  }
}

export enum State {
  Disconnected = "disconnected",
  Connecting = "connecting",
  Connected = "connected",
}

export class UnauthorizedError extends Error {}

export { FakeCentrifuge as Centrifuge };
