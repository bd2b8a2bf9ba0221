import cluster from "node:cluster";
import { readConfig } from "./config.js";
import { flushLog } from "./log.js";
const config = readConfig();
if (cluster.isPrimary) {
    const { lead } = await import("./primary.js");
    lead(config);
}
else {
    const { serve } = await import("./server.js");
    try {
        await serve(config);
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        process.stderr.write(`A worker could not start; check DATABASE_URL, REDIS_URL and PORT: ${reason.replace(/\s+/g, " ")}\n`);
        process.exit(1);
    }
}
process.on("exit", flushLog);
