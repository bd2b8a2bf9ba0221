import type { Request, RequestHandler } from "express";
import { z } from "zod";
import type { Cache } from "../cache.js";
import type { Database } from "../db.js";
import type { User } from "../generated/client.js";
import { sendText, tagOf } from "../people.js";
import { Problem } from "../problems.js";

const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
  q: z.string().trim().max(100).optional(),
});

const idOfPath = z.object({ id: z.uuid() });

const present = { status: { not: "deleted" } };

/** In LIKE each character of what was typed stands for itself. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Prisma's own count wraps a subquery and passes the status as a parameter, which keeps it off the partial index. */
async function countPresent(db: Database): Promise<number> {
  const rows = await db.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from users where status <> 'deleted'`;
  return rows[0]?.total ?? 0;
}

async function readPage(db: Database, page: number, pageSize: number): Promise<string> {
  const [items, total] = await Promise.all([
    db.user.findMany({
      where: present,
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    countPresent(db),
  ]);
  return JSON.stringify({ items, page, pageSize, total });
}

/** In one statement that looks for them once; as findMany with contains and a count it would be two, which look twice. */
async function search(db: Database, part: string, page: number, pageSize: number): Promise<string> {
  const pattern = `%${literally(part)}%`;
  const rows = await db.$queryRaw<(User & { total: number })[]>`
    with found as materialized (
      select id, created_at from users where status <> 'deleted' and (display_name ilike ${pattern} or email ilike ${pattern})),
    page as (select id from found order by created_at desc, id limit ${pageSize} offset ${(page - 1) * pageSize})
    select id, email, display_name as "displayName", given_name as "givenName", family_name as "familyName", phone, locale,
      time_zone as "timeZone", avatar_url as "avatarUrl", status, roles, created_at as "createdAt", updated_at as "updatedAt",
      last_seen_at as "lastSeenAt", version, (select count(*)::int from found) as total
    from (select count(*) from page) as one left join users on id = any (array(select id from page))
    order by created_at desc, id`;
  const total = rows[0]?.total ?? 0;
  const items = rows.filter((row) => row.id !== null).map(({ total: _, ...person }) => person);
  return JSON.stringify({ items, page, pageSize, total });
}

/** A page of the people who are not deleted, newest first, with their exact number; of those who have q in name or address. */
export function listUsers(db: Database, cache: Cache): RequestHandler {
  return async (req, res) => {
    const { page, pageSize, q } = pageQuery.parse(req.query);
    const key = `users?${page}&${pageSize}&${q ?? ""}`;
    const { text, isHit } = await cache.get("users", key, () =>
      q ? search(db, q, page, pageSize) : readPage(db, page, pageSize),
    );
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
