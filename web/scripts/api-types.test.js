import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { generateTypes, typesUrl } from "./api-types.js";

test("schema.d.ts is what openapi.json generates", async () => {
  const committed = await readFile(typesUrl, "utf8");
  expect(committed, "stale: run `npm run api` against a running host").toBe(await generateTypes());
});
