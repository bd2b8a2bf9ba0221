import cluster, {} from "node:cluster";
import { AggregatorRegistry } from "prom-client";
/** In the primary it asks all workers; in a worker it answers the primary. */
const registry = new AggregatorRegistry();
const request = "metrics-wanted";
const waiting = [];
export const metricsContentType = registry.contentType;
/** In a worker: the sum of all workers, in the text format, by way of the primary. */
export function readMetrics() {
    return new Promise((resolve) => {
        waiting.push(resolve);
        process.send?.(request);
    });
}
function answer(worker, text) {
    if (worker.isConnected())
        worker.send({ metrics: text });
}
export function connectMetrics() {
    if (cluster.isPrimary) {
        cluster.on("message", (worker, message) => {
            if (message !== request)
                return;
            registry.clusterMetrics().then((text) => answer(worker, text), () => answer(worker, ""));
        });
    }
    else {
        process.on("message", (message) => {
            if (typeof message !== "object" || message === null || !("metrics" in message))
                return;
            waiting.shift()?.(String(message.metrics));
        });
    }
}
