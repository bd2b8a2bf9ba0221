import type { SecondFactorQuestion } from "@/features/identity/api/types";
import { tokenOf } from "@/lib/link-token";

/** What the way back from a provider asks for in the fragment of the address; null when it asks for nothing. */
export function questionIn(hash: string): SecondFactorQuestion | null {
  const mfaToken = tokenOf(hash);
  if (mfaToken === "") return null;
  const methods = new URLSearchParams(hash.slice(1)).get("methods")?.split(",") ?? [];
  return { mfaRequired: true, mfaToken, methods };
}
