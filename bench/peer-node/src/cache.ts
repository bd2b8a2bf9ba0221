import type { Redis } from "ioredis";
import { log } from "./log.js";

const seconds = 60;

/** What answers are kept of: each change of it makes them void. */
export type Subject = "users" | `users:${string}`;

/**
 * Answers in Redis, for all workers. Each begins with the generation that it was read in and counts in no other, so whatever was read before
 * a change cannot be answered after it. Key and generation are read together, in one round trip. Without Redis everything is a miss.
 */
export class Cache {
  constructor(
    private readonly redis: Redis,
    private readonly isOn: boolean,
  ) {}

  /** The kept text of this key, or what read makes, which is kept. */
  async get(subject: Subject, key: string, read: () => Promise<string>): Promise<{ text: string; isHit: boolean }> {
    if (!this.isOn) return { text: await read(), isHit: false };
    let kept: (string | null)[];
    try {
      kept = await this.redis.mget(`kept:${key}`, `generation:${subject}`);
    } catch (error) {
      log.warn({ reason: String(error) }, "Redis is out of reach");
      return { text: await read(), isHit: false };
    }
    const prefix = `${kept[1] ?? ""}:`;
    if (kept[0]?.startsWith(prefix)) return { text: kept[0].slice(prefix.length), isHit: true };
    const text = await read();
    this.redis.set(`kept:${key}`, prefix + text, "EX", seconds).catch(() => undefined);
    return { text, isHit: false };
  }

  /** After the commit of a change, before its answer. A generation outlives what was kept in those before it. */
  async forget(...subjects: Subject[]): Promise<void> {
    if (!this.isOn) return;
    const commands = this.redis.multi();
    for (const subject of subjects) {
      commands.incr(`generation:${subject}`);
      if (subject !== "users") commands.expire(`generation:${subject}`, 2 * seconds);
    }
    try {
      await commands.exec();
    } catch (error) {
      log.warn({ reason: String(error) }, "what is kept in Redis may be old for a minute");
    }
  }
}
