import cluster from "node:cluster";
import { readConfig } from "./config.js";
import { flushLog } from "./log.js";

const config = readConfig();
if (cluster.isPrimary) {
  const { lead } = await import("./primary.js");
  lead(config);
} else {
  const { serve } = await import("./server.js");
  await serve(config);
}

process.on("exit", flushLog);
