import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";

export type ThemeChoice = "system" | "light" | "dark";

const storageKey = "monolith.theme";
const ThemeContext = createContext<{ choice: ThemeChoice; choose: (choice: ThemeChoice) => void } | null>(null);

/** Applies the chosen theme, follows the system's while none is chosen, and keeps tabs alike. public/theme.js sets the first one. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice);

  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const dark = choice === "dark" || (choice === "system" && system.matches);
      document.documentElement.dataset.theme = dark ? "dark" : "light";
    };
    const follow = (event: StorageEvent) => {
      if (event.key === storageKey) setChoice(readChoice());
    };
    apply();
    system.addEventListener("change", apply);
    window.addEventListener("storage", follow);
    return () => {
      system.removeEventListener("change", apply);
      window.removeEventListener("storage", follow);
    };
  }, [choice]);

  const value = useMemo(
    () => ({
      choice,
      choose: (next: ThemeChoice) => {
        writeChoice(next);
        setChoice(next);
      },
    }),
    [choice],
  );
  return <ThemeContext value={value}>{children}</ThemeContext>;
}

export function useTheme() {
  const theme = use(ThemeContext);
  if (theme === null) throw new Error("useTheme needs a ThemeProvider above it.");
  return theme;
}

function readChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function writeChoice(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // Without storage the choice holds for this visit.
  }
}
