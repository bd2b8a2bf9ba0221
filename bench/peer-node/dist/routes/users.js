import { z } from "zod";
const pageQuery = z.object({
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
const present = { status: { not: "deleted" } };
/** Prisma's own count wraps a subquery and passes the status as a parameter, which keeps it off the partial index. */
async function countPresent(db) {
    const rows = await db.$queryRaw `
    select count(*)::int as total from users where status <> 'deleted'`;
    return rows[0]?.total ?? 0;
}
/** A page of the people who are not deleted, newest first, with their exact number. */
export function listUsers(db) {
    return async (req, res) => {
        const { page, pageSize } = pageQuery.parse(req.query);
        const [items, total] = await Promise.all([
            db.user.findMany({
                where: present,
                orderBy: [{ createdAt: "desc" }, { id: "asc" }],
                skip: (page - 1) * pageSize,
                take: pageSize,
            }),
            countPresent(db),
        ]);
        res.setHeader("Cache-Control", "no-store");
        res.setHeader("Content-Type", "application/json; charset=utf-8");
        res.end(JSON.stringify({ items, page, pageSize, total }));
    };
}
