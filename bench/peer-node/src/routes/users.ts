import type { Request, RequestHandler } from "express";
import { z } from "zod";
import type { Cache } from "../cache.js";
import type { Database } from "../db.js";
import type { Prisma } from "../generated/client.js";
import { sendText, tagOf } from "../people.js";
import { Problem } from "../problems.js";

const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
  q: z.string().trim().max(100).optional(),
});

const idOfPath = z.object({ id: z.uuid() });

const present = { status: { not: "deleted" } };

/** In LIKE each character of what was typed stands for itself; Prisma leaves that to its callers. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Prisma's own count wraps a subquery and passes the status as a parameter, which keeps it off the partial index. */
async function countPresent(db: Database, part: string | undefined): Promise<number> {
  const pattern = part === undefined ? undefined : `%${part}%`;
  const rows = await (pattern === undefined
    ? db.$queryRaw<{ total: number }[]>`
        select count(*)::int as total from users where status <> 'deleted'`
    : db.$queryRaw<{ total: number }[]>`
        select count(*)::int as total from users
        where status <> 'deleted' and (display_name ilike ${pattern} or email ilike ${pattern})`);
  return rows[0]?.total ?? 0;
}

function having(part: string): Prisma.UserWhereInput {
  const contains = { contains: part, mode: "insensitive" } as const;
  return { ...present, OR: [{ displayName: contains }, { email: contains }] };
}

async function readPage(db: Database, query: z.infer<typeof pageQuery>): Promise<string> {
  const { page, pageSize, q } = query;
  const part = q ? literally(q) : undefined;
  const [items, total] = await Promise.all([
    db.user.findMany({
      where: part === undefined ? present : having(part),
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    countPresent(db, part),
  ]);
  return JSON.stringify({ items, page, pageSize, total });
}

/** A page of the people who are not deleted, newest first, with their exact number; of those who have q in name or address. */
export function listUsers(db: Database, cache: Cache): RequestHandler {
  return async (req, res) => {
    const query = pageQuery.parse(req.query);
    const key = `users?${query.page}&${query.pageSize}&${query.q ?? ""}`;
    const { text, isHit } = await cache.get("users", key, () => readPage(db, query));
    res.setHeader("X-Cache", isHit ? "HIT" : "MISS");
    sendText(res, text);
  };
}

export function idOf(req: Request): string {
  const id = idOfPath.safeParse(req.params);
  if (!id.success) throw new Problem(404, "There is no such person.");
  return id.data.id;
}

export function getUser(db: Database, cache: Cache): RequestHandler {
  return async (req, res) => {
    const id = idOf(req);
    const { text, isHit } = await cache.get(`users:${id}`, `user/${id}`, async () => {
      const person = await db.user.findUnique({ where: { id } });
      if (person === null) throw new Problem(404, "There is no such person.");
      return `${tagOf(person)}${JSON.stringify(person)}`;
    });
    // The tag stands before the body, so that nothing has to be parsed.
    const body = text.indexOf("{");
    const tag = text.slice(0, body);
    res.setHeader("ETag", tag);
    res.setHeader("X-Cache", isHit ? "HIT" : "MISS");
    if (req.headers["if-none-match"] === tag) {
      res.statusCode = 304;
      res.end();
    } else sendText(res, text.slice(body));
  };
}
