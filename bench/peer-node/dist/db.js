import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.js";
/** Opens the worker's own pool; PostgreSQL keeps the parsed statements of each connection by their names. */
export function openDatabase(config) {
    // The application has a handful of query shapes, so the names need no bound.
    const names = new Map();
    const nameOf = (sql) => {
        let name = names.get(sql);
        if (name === undefined)
            names.set(sql, (name = `q${names.size}`));
        return name;
    };
    const adapter = new PrismaPg({
        connectionString: config.DATABASE_URL,
        max: config.DATABASE_POOL,
        idleTimeoutMillis: 0,
        connectionTimeoutMillis: 10_000,
    }, { statementNameGenerator: (query) => nameOf(query.sql) });
    return new PrismaClient({ adapter, errorFormat: "minimal" });
}
