import { writeFile } from "node:fs/promises";
import { documentUrl, generateTypes, typesUrl } from "./api-types.js";

/** @type {(json: string) => Record<string, unknown>} */
const parse = JSON.parse;
const host = process.env.MONOLITH_URL ?? "http://localhost:5080";
const source = `${host}/openapi/v1.json`;

/** @type {Response | undefined} */
const response = await fetch(source).catch(() => undefined);
if (!response?.ok) {
  console.error(
    `No OpenAPI document at ${source} (${response?.status ?? "unreachable"}). Start the host, or set MONOLITH_URL.`,
  );
  process.exit(1);
}

const document = parse(await response.text());
// The addresses depend on where the host ran; the rest does not.
delete document.servers;

await writeFile(documentUrl, `${JSON.stringify(document, null, 2)}\n`);
await writeFile(typesUrl, await generateTypes());
console.log(`Wrote src/api/openapi.json and src/api/schema.d.ts from ${source}.`);
