import { clsx } from "clsx";
import type { Strength } from "@/features/identity/hooks/use-password-strength";

const levels = [
  { word: "very weak", bars: 1, bar: "bg-danger", ink: "text-danger-ink" },
  { word: "weak", bars: 1, bar: "bg-danger", ink: "text-danger-ink" },
  { word: "fair", bars: 2, bar: "bg-warning", ink: "text-warning-ink" },
  { word: "good", bars: 3, bar: "bg-success", ink: "text-success-ink" },
  { word: "very good", bars: 4, bar: "bg-success", ink: "text-success-ink" },
] as const;

/** Says in words what the bars show, politely: whoever listens hears it when typing pauses. */
export function StrengthMeter({ strength }: { strength: Strength | null }) {
  // What is too short is refused, however hard it is to guess.
  const level = strength && levels[strength.missing > 0 ? Math.min(strength.score, 1) : strength.score];
  return (
    <div className={clsx("grid gap-1.5", !level && "empty:hidden")}>
      {level && (
        <div aria-hidden className="grid grid-cols-4 gap-1">
          {[1, 2, 3, 4].map((bar) => (
            <span
              key={bar}
              className={clsx("h-1 rounded-full transition-colors", bar <= level.bars ? level.bar : "bg-line")}
            />
          ))}
        </div>
      )}
      <p role="status" className="text-sm text-soft empty:hidden">
        {level && (
          <>
            Strength: <span className={clsx("font-medium", level.ink)}>{level.word}</span>. {adviceOf(strength)}
          </>
        )}
      </p>
    </div>
  );
}

function adviceOf({ missing, score, advice }: Strength) {
  if (missing > 0) return missing === 1 ? "One more character is needed." : `${missing} more characters are needed.`;
  return score < 3 ? advice : null;
}
