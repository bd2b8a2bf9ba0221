import { fileURLToPath } from "node:url";
import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { importZones } from "./import-zones.js";

const src = fileURLToPath(new URL("../src", import.meta.url));

/**
 * The errors of a file of this content at this place; the file itself need not exist.
 * @param {string} place
 * @param {string} content
 */
async function refusals(place, content, rule = "import-x/no-restricted-paths") {
  const eslint = new ESLint({
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    // Types are not asked for here, and a file that does not exist has none.
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => ruleId === rule,
  });
  const [result] = await eslint.lintText(content, { filePath: `${src}/${place}` });
  return result?.messages.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message) ?? [];
}

test.each([
  ["another feature", "features/users/components/bad.tsx", "@/features/identity/api/login"],
  ["another feature, by relative path", "features/users/components/bad.tsx", "../../identity/api/login"],
  ["a route", "features/users/components/bad.tsx", "@/app/router"],
  ["a feature from the shared library", "lib/bad.ts", "@/features/users/api/list-users"],
  ["a feature from a shared component", "components/ui/bad.tsx", "@/features/users/api/list-users"],
  ["a route from a shared component", "components/layouts/bad.tsx", "@/app/router"],
])("importing %s is refused", async (_what, place, imported) => {
  expect(await refusals(place, `import "${imported}";\n`)).toHaveLength(1);
});

test.each([
  ["a feature its own files", "features/users/components/good.tsx", "@/features/users/api/list-users"],
  ["a feature the shared library", "features/users/components/good.tsx", "@/lib/api-client"],
  ["a route several features", "app/routes/good.tsx", "@/features/users/api/list-users"],
])("%s may import", async (_what, place, imported) => {
  expect(await refusals(place, `import "${imported}";\n`)).toEqual([]);
});

test("a circle of imports is refused", async () => {
  // What is imported here imports this file.
  const circle = 'import { useUserList } from "@/features/users/api/list-users";\nexport const list = useUserList;\n';
  expect(await refusals("lib/api-client.ts", circle, "import-x/no-cycle")).toEqual(["Dependency cycle detected"]);
  expect(await refusals("lib/another.ts", circle, "import-x/no-cycle")).toEqual([]);
});

test("every feature folder has its zone, and a tree without features is an error", () => {
  const targets = importZones(src).map(({ target }) => target);
  for (const feature of ["identity", "monitoring", "realtime", "users"]) {
    expect(targets).toContain(`${src}/features/${feature}`);
  }
  expect(() => importZones(fileURLToPath(new URL("./", import.meta.url)))).toThrow();
});
