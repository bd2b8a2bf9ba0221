import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

// Large: a worker loads it when somebody chooses a password, and only then.
const estimator = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
  translations: english.translations,
});

/** More does not make a strong password any stronger, and takes long to look at. */
const longestLookedAt = 64;

export interface Question {
  password: string;
  /** Words that anybody who knows the person tries first: name, address. */
  own: readonly string[];
}

export interface Estimate {
  /** 0: guessed at once, to 4: very hard to guess. */
  score: 0 | 1 | 2 | 3 | 4;
  /** What would make it better, if there is anything to say. */
  advice: string | null;
}

export function estimate({ password, own }: Question): Estimate {
  const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
  const { score, feedback } = estimator.check(password.slice(0, longestLookedAt), words);
  return { score, advice: feedback.warning ?? feedback.suggestions[0] ?? null };
}
