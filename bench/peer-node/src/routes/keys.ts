import { generateKeyPairSync, randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

/** In the primary: a new public key set, serialised, for all workers to answer. */
export function makeKeySet(): string {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  return JSON.stringify({ keys: [{ kty, use: "sig", alg: "ES256", crv, kid: randomUUID(), x, y }] });
}

/** The key set never changes while the process runs, so it is kept in the form in which it is sent. */
export function keys(keySet: string): RequestHandler {
  const body = Buffer.from(keySet);
  return (_req, res) => {
    res.setHeader("Content-Type", "application/json; charset=utf-8");
    res.setHeader("Cache-Control", "public, max-age=300");
    res.end(body);
  };
}
