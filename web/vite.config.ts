import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { brotli } from "./build/brotli.js";

const host = process.env.MONOLITH_URL ?? "http://localhost:5080";
const wwwroot = fileURLToPath(new URL("../src/Host/wwwroot", import.meta.url));

const inBrowser = {
  environment: "jsdom",
  environmentOptions: { jsdom: { url: "http://localhost:3000/" } },
  setupFiles: ["./src/testing/setup.ts"],
};

export default defineConfig({
  plugins: [react(), tailwindcss(), brotli(wwwroot)],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The host puts a fresh nonce in place of every occurrence, per request.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: wwwroot,
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: {
      "/api": host,
      "/dev": host,
      "/openapi": host,
      "/connection": { target: host, ws: true },
    },
  },
  test: {
    restoreMocks: true,
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          ...inBrowser,
          name: "app",
          include: ["src/**/*.test.{ts,tsx}"],
          exclude: ["src/**/*.alone.test.{ts,tsx}"],
          // The files of a worker share its document and its modules, which are slow to load and to warm up.
          isolate: false,
        },
      },
      {
        extends: true,
        // Files that put something else in the place of a module of ours: another file may have loaded it before.
        test: { ...inBrowser, name: "alone", include: ["src/**/*.alone.test.{ts,tsx}"] },
      },
      {
        extends: true,
        test: { name: "tools", include: ["{build,scripts}/**/*.test.js"], environment: "node" },
      },
    ],
  },
});
