import type { Subscription } from "centrifuge";

/** One connection, so one tab, of a person. */
export interface Present {
  user: string;
  client: string;
}

type Move = [Present, isThere: boolean];

/** Tells who is in the channel of a subscription that was made with `joinLeave`: the list once subscribed, then whoever comes and goes. */
export function followPresence(subscription: Subscription, tell: (present: readonly Present[]) => void): void {
  const present = new Map<string, Present>();
  // What happens while the list is on its way: the list may be of before.
  let meanwhile: Move[] | null = null;

  const apply = ([{ user, client }, isThere]: Move) => {
    if (isThere) present.set(client, { user, client });
    else present.delete(client);
  };
  const hear = (move: Move) => {
    meanwhile?.push(move);
    apply(move);
    tell([...present.values()]);
  };
  const read = async () => {
    const moves: Move[] = (meanwhile = []);
    try {
      const { clients } = await subscription.presence();
      if (meanwhile !== moves) return;
      present.clear();
      for (const info of Object.values(clients)) apply([info, true]);
      moves.forEach(apply);
    } catch {
      // Whoever comes and goes is still told; the next subscription asks again.
      return;
    } finally {
      if (meanwhile === moves) meanwhile = null;
    }
    tell([...present.values()]);
  };
  const forget = () => {
    meanwhile = null;
    present.clear();
    tell([]);
  };

  subscription.on("subscribed", () => void read());
  subscription.on("join", ({ info }) => hear([info, true]));
  subscription.on("leave", ({ info }) => hear([info, false]));
  subscription.on("subscribing", forget);
  subscription.on("unsubscribed", forget);
}
