// npm oidc-provider, a certified OpenID provider, with people who are whoever they say they are: the login is the mail address.
// node openid-provider.js REDIRECT_URI... prints its issuer when it listens.
import { createServer } from "node:http";
import { once } from "node:events";
import { Provider } from "oidc-provider";

const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "monolith",
      // Has what must be encoded in an Authorization header.
      client_secret: "a secret: 100% of it & more",
      redirect_uris: process.argv.slice(2),
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["nobody else knows this"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, login) => ({
    accountId: login,
    claims: () => ({
      sub: login,
      name: "Ada Lovelace",
      email: login,
      email_verified: !login.startsWith("unverified"),
    }),
  }),
  // Whoever signs in has agreed to everything.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
const protocol = provider.callback();

async function answer(request, response) {
  if (!request.url.startsWith("/interaction/")) return protocol(request, response);
  if (request.method === "GET") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="en"><title>Acme</title><link rel="icon" href="data:,"><h1>Sign in to Acme</h1><form method="post">` +
        `<label>Login <input name="login"></label><button>Go on</button><button name="cancel" value="1">Cancel</button></form></html>`,
    );
    return;
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const form = new URLSearchParams(body);
  const outcome = form.has("cancel")
    ? { error: "access_denied", error_description: "The person chose not to go on." }
    : { login: { accountId: form.get("login") } };
  await provider.interactionFinished(request, response, outcome, { mergeWithLastSubmission: false });
}

console.log(issuer);
