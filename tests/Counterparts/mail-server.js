// A mail server that nobody here wrote (npm smtp-server), driven by a test: settings as JSON in the first argument, commands as lines
// of JSON on standard input, what happens as lines of JSON on standard output.
import { createInterface } from "node:readline";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const settings = JSON.parse(process.argv[2]);
/** What is refused: address and stage ("rcpt" or "data") to a code and how often. */
const refusals = new Map();

const report = (event, details = {}) => process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);

function refusal(stage, address) {
  const found = refusals.get(`${stage} ${address}`);
  if (!found || found.times === 0) return undefined;
  found.times -= 1;
  return Object.assign(new Error(`Refused with ${found.code}`), { responseCode: found.code });
}

const server = new SMTPServer({
  secure: false,
  key: settings.key,
  cert: settings.cert,
  authOptional: !settings.user,
  // Says nothing of STARTTLS then, and knows no AUTH in clear either way.
  disabledCommands: settings.startTls === false ? ["STARTTLS"] : [],
  allowInsecureAuth: settings.startTls === false,
  logger: false,
  disableReverseLookup: true,
  onConnect(session, done) {
    report("connect");
    done();
  },
  onSecure(socket, session, done) {
    report("secure", { protocol: socket.getProtocol(), name: session.servername || null });
    done();
  },
  onAuth({ username, password }, session, done) {
    const right = username === settings.user && password === settings.password;
    report("auth", { right, secure: session.secure });
    done(right ? null : new Error("Wrong name or password"), { user: username });
  },
  onMailFrom(address, session, done) {
    report("mailFrom", { address: address.address, secure: session.secure });
    done();
  },
  onRcptTo({ address }, session, done) {
    report("rcptTo", { address });
    done(refusal("rcpt", address));
  },
  onData(stream, session, done) {
    simpleParser(stream, { skipTextToHtml: true, skipHtmlToText: true, skipImageLinks: true }).then((mail) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const refused = refusal("data", to[0]);
      if (refused) {
        report("dataRefused", { address: to[0] });
        return done(refused);
      }
      report("mail", {
        to,
        secure: session.secure,
        user: session.user ?? null,
        from: mail.from?.text,
        headerTo: mail.to?.text,
        subject: mail.subject,
        messageId: mail.messageId ?? null,
        date: mail.date ?? null,
        contentType: mail.headers.get("content-type"),
        headers: mail.headerLines.map(({ key }) => key),
        text: mail.text,
        html: mail.html,
      });
      done();
    }, done);
  },
});

// Whoever does not trust our certificate hangs up.
server.on("error", ({ message }) => report("failure", { message }));
server.listen(settings.port, "127.0.0.1", () => report("listening", { port: server.server.address().port }));

for await (const line of createInterface({ input: process.stdin })) {
  const { refuse } = JSON.parse(line);
  refusals.set(`${refuse.stage} ${refuse.address}`, { code: refuse.code, times: refuse.times });
  report("refusing", refuse);
}
