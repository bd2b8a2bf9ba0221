import { useSearchParams } from "react-router";
import { auditFilters, type AuditListing } from "@/features/monitoring/api/types";

const days = new Set<string>(["from", "to"]);

/** The question as the address has it; a day that is none is left out. */
export function useAuditListing() {
  const [params, setParams] = useSearchParams();
  const entries = auditFilters.map((name) => {
    const text = params.get(name) ?? "";
    return [name, days.has(name) && Number.isNaN(Date.parse(`${text}T00:00:00`)) ? "" : text] as const;
  });
  const listing = Object.fromEntries(entries) as AuditListing;
  const change = (next: Partial<AuditListing>) => {
    const set = Object.entries({ ...listing, ...next }).filter(([, text]) => text !== "");
    setParams(set, { replace: true, preventScrollReset: true });
  };
  return { listing, change, reset: () => setParams({}), filtered: entries.some(([, text]) => text !== "") };
}
