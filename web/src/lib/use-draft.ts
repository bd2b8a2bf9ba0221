import { useEffect, useEffectEvent, useState, type ChangeEvent } from "react";

const settledAfterMs = 250;

/** A text input that reports its value once typing pauses, and follows when the value changes elsewhere, such as by the back button. */
export function useDraft(value: string, onSettled: (value: string) => void) {
  const [draft, setDraft] = useState(value);
  const [sent, setSent] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    // The echo of what was typed must not undo what has been typed since.
    if (value !== sent) {
      setSent(value);
      setDraft(value);
    }
  }

  const settled = useEffectEvent(onSettled);
  useEffect(() => {
    if (draft === value) return;
    const timer = window.setTimeout(() => {
      setSent(draft);
      settled(draft);
    }, settledAfterMs);
    return () => window.clearTimeout(timer);
  }, [draft, value]);

  return { value: draft, onChange: ({ target }: ChangeEvent<HTMLInputElement>) => setDraft(target.value) };
}
