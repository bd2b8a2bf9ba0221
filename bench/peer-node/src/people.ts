import type { Response } from "express";
import type { User } from "./generated/client.js";

export const rolesOfInvited = ["user"];

/** Everything about one person changes with the version. */
export function tagOf(person: Pick<User, "version">): string {
  return `"${person.version}"`;
}

/** Answers with JSON that is text already. */
export function sendText(res: Response, text: string): void {
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.end(text);
}

export function sendPerson(res: Response, person: User): void {
  res.setHeader("ETag", tagOf(person));
  sendText(res, JSON.stringify(person));
}
