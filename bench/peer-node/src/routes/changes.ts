import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { z } from "zod";
import type { Cache } from "../cache.js";
import type { Database } from "../db.js";
import { invitationWanted, type UserInvited, userInvited, wakeOutbox } from "../events.js";
import { Prisma, type User } from "../generated/client.js";
import { rolesOfInvited, sendPerson } from "../people.js";
import { Problem } from "../problems.js";
import { idOf } from "./users.js";

const part = z.string().trim().min(1).max(100).nullish().default(null);

const profile = {
  displayName: z.string().trim().min(1).max(100),
  givenName: part,
  familyName: part,
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .nullish()
    .default(null),
  locale: z.string().max(35).nullish().default(null),
  timeZone: z.string().max(64).nullish().default(null),
};

const inviteBody = z.object({ email: z.string().trim().toLowerCase().max(254).pipe(z.email()), ...profile });
const updateBody = z.object(profile);

function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** The person is in the directory at once; an account and the mail follow by the outbox. */
export function inviteUser(db: Database, cache: Cache, sendsMail: boolean): RequestHandler {
  const kinds = sendsMail ? [userInvited, invitationWanted] : [userInvited];
  return async (req, res) => {
    const now = new Date();
    const person: User = {
      id: randomUUID(),
      ...inviteBody.parse(req.body),
      avatarUrl: null,
      status: "invited",
      roles: rolesOfInvited,
      createdAt: now,
      updatedAt: now,
      lastSeenAt: null,
      version: 1,
    };
    const { id, email, displayName, roles } = person;
    const event = { id, email, displayName, roles, createdAt: now.toISOString() } satisfies UserInvited;
    try {
      // createMany, because it does not read the rows back.
      await db.$transaction([
        db.user.createMany({ data: person }),
        db.outboxMessage.createMany({ data: kinds.map((kind) => ({ kind, payload: event })) }),
      ]);
    } catch (error) {
      if (isDuplicate(error)) throw new Problem(409, "This address is in the directory already.");
      throw error;
    }
    wakeOutbox();
    await cache.forget("users");
    res.statusCode = 201;
    res.setHeader("Location", `/api/v1/users/${id}`);
    sendPerson(res, person);
  };
}

/** The versions that the caller accepts: undefined for all of them. */
function acceptedVersion(header: string | undefined): number | undefined {
  if (header === undefined) throw new Problem(428, "Say in If-Match which version you have seen.");
  if (header === "*") return undefined;
  const version = /^"(\d{1,9})"$/.exec(header)?.[1];
  if (version === undefined) throw new Problem(412, "Somebody else was faster; read the person again.");
  return Number(version);
}

/** Writes the whole profile, in one statement. */
export function updateUser(db: Database, cache: Cache): RequestHandler {
  return async (req, res) => {
    const id = idOf(req);
    const version = acceptedVersion(req.headers["if-match"]);
    const data = updateBody.parse(req.body);
    const [person] = await db.user.updateManyAndReturn({
      where: { id, status: { not: "deleted" }, ...(version === undefined ? {} : { version }) },
      data: { ...data, updatedAt: new Date(), version: { increment: 1 } },
    });
    if (person === undefined) {
      const isThere = (await db.user.count({ where: { id, status: { not: "deleted" } } })) > 0;
      throw isThere
        ? new Problem(412, "Somebody else was faster; read the person again.")
        : new Problem(404, "There is no such person.");
    }
    await cache.forget("users", `users:${id}`);
    sendPerson(res, person);
  };
}
