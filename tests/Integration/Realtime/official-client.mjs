// The protocol's official JavaScript client, driven over stdin and stdout:
//   node official-client.mjs <packages> <host> <email> <password>
// Commands, one a line: subscribe <channel>, unsubscribe <channel>, history <channel>, presence <channel>, stats <channel>, exit.
// Everything that the client reports is one JSON line.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [packages, host, email, password] = process.argv.slice(2);
const require = createRequire(packages);
const { Centrifuge } = require("centrifuge");
const WebSocket = globalThis.WebSocket ?? require("undici").WebSocket;

const say = (event, context = {}) => console.log(JSON.stringify({ event, ...context }));

async function getToken() {
  const answer = await fetch(new URL("/api/v1/auth/login", host), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Token-Delivery": "body" },
    body: JSON.stringify({ email, password }),
  });
  say("token", { status: answer.status });
  return (await answer.json()).accessToken;
}

const address = new URL("/connection/websocket", host);
address.protocol = "ws:";
const client = new Centrifuge(address.href, { websocket: WebSocket, getToken });
for (const event of ["connecting", "connected", "disconnected", "error"]) client.on(event, (context) => say(event, context));

const answer = (event, channel, asked) =>
  asked.then((result) => say(event, { channel, ...result })).catch((error) => say("refused", { channel, code: error.code }));

const subscriptions = new Map();
const commands = {
  subscribe(channel) {
    const subscription = subscriptions.get(channel) ?? client.newSubscription(channel, { joinLeave: true });
    if (!subscriptions.has(channel)) {
      for (const event of ["subscribing", "subscribed", "unsubscribed", "publication"])
        subscription.on(event, (context) => say(event, { channel, code: context.code, data: context.data }));
      for (const event of ["join", "leave"]) subscription.on(event, ({ info }) => say(event, { channel, info }));
      subscription.on("error", (context) => say("refused", { channel, code: context.error.code }));
      subscriptions.set(channel, subscription);
    }
    subscription.subscribe();
  },
  unsubscribe(channel) {
    subscriptions.get(channel).unsubscribe();
  },
  history(channel) {
    answer("history", channel, subscriptions.get(channel).history({ limit: 1 }));
  },
  presence(channel) {
    answer("presence", channel, subscriptions.get(channel).presence());
  },
  stats(channel) {
    answer("stats", channel, subscriptions.get(channel).presenceStats());
  },
  exit() {
    client.disconnect();
    process.exit(0);
  },
};
createInterface({ input: process.stdin }).on("line", (line) => {
  const [command, argument] = line.split(" ");
  commands[command](argument);
});
client.connect();
