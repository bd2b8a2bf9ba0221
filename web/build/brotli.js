import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const compressible = /\.(?:js|css|svg|json|webmanifest|txt)$/;
const minimumBytes = 1024;

/**
 * Writes a `.br` file beside every text asset of at least 1 KiB, so that the host serves it without compressing anything itself.
 * index.html stays as it is: the host writes a nonce into it per request.
 * @param {string} folder the folder that the build writes to
 * @returns {import("vite").Plugin}
 */
export function brotli(folder) {
  return {
    name: "monolith:brotli",
    apply: "build",
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name));
      await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
    },
  };
}

/** @param {string} path */
async function compressFile(path) {
  const content = await readFile(path);
  if (content.byteLength < minimumBytes) return;
  await writeFile(
    `${path}.br`,
    await compress(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.byteLength,
      },
    }),
  );
}
