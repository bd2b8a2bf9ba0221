import { pino } from "pino";
/** Lines are gathered and written in blocks, so that no request waits for the output. */
const destination = pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 1000 });
export const log = pino({ base: { pid: process.pid } }, destination);
/** Writes what is still gathered; the last thing before the process ends. */
export function flushLog() {
    try {
        destination.flushSync();
    }
    catch {
        // The output is gone, or was never opened: nobody is left to read the lines.
    }
}
