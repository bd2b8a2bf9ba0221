import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The walls between the folders of `src`, computed from the folders themselves:
 * a feature imports no other feature and no route; everything that is neither feature nor app is shared and imports neither.
 * Only `app` composes features.
 * @param {string} src absolute path of the source folder
 */
export function importZones(src) {
  const features = folders(join(src, "features"));
  if (features.length === 0) throw new Error(`No feature folders under ${src}: the import zones would guard nothing.`);

  const shared = folders(src).filter((name) => !["app", "features", "testing"].includes(name));
  return [
    ...features.map((name) => ({
      target: join(src, "features", name),
      from: join(src, "features"),
      except: [`./${name}`],
      message: "A feature does not import another feature; compose them in a route.",
    })),
    {
      target: join(src, "features"),
      from: join(src, "app"),
      message: "A feature does not know the app that shows it.",
    },
    ...shared.map((name) => ({
      target: join(src, name),
      from: [join(src, "features"), join(src, "app")],
      message: "Shared code imports no feature and no route.",
    })),
  ];
}

/** @param {string} folder */
function folders(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
