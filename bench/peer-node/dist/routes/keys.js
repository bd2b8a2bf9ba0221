import { generateKeyPairSync, randomUUID } from "node:crypto";
/** In the primary: a new public key set, serialised, for all workers to answer. */
export function makeKeySet() {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
    return JSON.stringify({ keys: [{ kty, use: "sig", alg: "ES256", crv, kid: randomUUID(), x, y }] });
}
/** The key set never changes, so it is sent as it came; Node writes a string and the headers in one call, a buffer not. */
export function keys(keySet) {
    return (_req, res) => {
        res.setHeader("Content-Type", "application/json; charset=utf-8");
        res.setHeader("Cache-Control", "public, max-age=300");
        res.end(keySet);
    };
}
