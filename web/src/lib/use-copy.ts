import { useState } from "react";

/** Puts text on the clipboard. Without https there is none, and some browsers ask the person, who may refuse: then it calls `onRefused`. */
export function useCopy(text: string, onRefused: () => void): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  const write = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
      onRefused();
    }
  };
  return { copied, copy: () => void write() };
}
