import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { auditKinds, kindOf } from "@/features/monitoring/components/audit-wording";

test("every kind that the product tells has words of its own", () => {
  const source = readFileSync(resolve(process.cwd(), "../src/Modules/Identity/Application/SecurityEvents.cs"), "utf8");
  const kinds = [...source.matchAll(/public const string \w+ = "([a-z-]+)"/g)].map(([, kind]) => kind);
  // The one kind that is not Identity's.
  kinds.push("users-exported");
  expect(kinds).toContain("signed-in");
  expect(Object.keys(auditKinds).toSorted()).toEqual(kinds.toSorted());
});

test("a kind that is not known is read out", () => {
  expect(kindOf("passkey-added").label).toBe("Passkey added");
});
