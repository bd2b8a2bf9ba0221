import { useEffect, useState } from "react";
import type { Estimate, Question } from "@/features/identity/hooks/password-estimate";

/** As the server has it, which decides. */
export const minPasswordLength = 12;

/** Nobody wants to hear of every letter. */
const pauseMs = 250;

export interface Strength extends Estimate {
  /** Characters that are missing to the least length; 0 when there are enough. */
  missing: number;
}

/** How hard what is typed is to guess, as far as a worker has looked at it; null as long as nothing is known. */
export function usePasswordStrength() {
  const [strength, setStrength] = useState<Strength | null>(null);
  const [estimator] = useState(() => new Estimator(setStrength));
  useEffect(() => () => estimator.close(), [estimator]);
  return { strength, measure: (question: Question) => estimator.ask(question) };
}

/** Asks a worker one thing at a time, and of what is typed meanwhile the last only. */
class Estimator {
  readonly #tell: (strength: Strength | null) => void;
  #worker: Worker | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked: Question | null = null;
  #next: Question | null = null;

  constructor(tell: (strength: Strength | null) => void) {
    this.#tell = tell;
  }

  ask(question: Question) {
    clearTimeout(this.#pause);
    this.#next = question;
    if (question.password === "") this.#tell(null);
    else this.#pause = setTimeout(() => this.#askNext(), pauseMs);
  }

  close() {
    clearTimeout(this.#pause);
    this.#worker?.terminate();
    this.#worker = this.#asked = this.#next = null;
  }

  #askNext() {
    if (this.#asked !== null || this.#next === null || this.#next.password === "") return;
    [this.#asked, this.#next] = [this.#next, null];
    this.#worker ??= this.#open();
    this.#worker.postMessage(this.#asked);
  }

  #open() {
    const worker = new Worker(new URL("./password-estimate.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Estimate>) => {
      const asked = this.#asked;
      this.#asked = null;
      if (this.#next === null && asked !== null) this.#tell({ ...data, missing: missingIn(asked.password) });
      else this.#askNext();
    });
    return worker;
  }
}

/** Counted as the server does, in code points. */
const missingIn = (password: string) => Math.max(0, minPasswordLength - Array.from(password).length);
