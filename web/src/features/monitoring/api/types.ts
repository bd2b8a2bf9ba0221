import type { Answer } from "@/lib/api-types";

export type RequestPage = Answer<"/api/v1/monitoring/requests", "get">;
export type KeptRequest = RequestPage["items"][number];
export type Trace = Answer<"/api/v1/monitoring/traces/{correlationId}", "get">;
export type TraceEntry = Trace["entries"][number];

export type AuditPage = Answer<"/api/v1/monitoring/audit", "get">;
export type AuditEntry = AuditPage["items"][number];
export type OwnAuditPage = Answer<"/api/v1/monitoring/audit/own", "get">;
export type OwnAuditEntry = OwnAuditPage["items"][number];

export const auditFilters = ["kind", "accountId", "actorId", "correlationId", "from", "to"] as const;
export type AuditFilter = (typeof auditFilters)[number];

/** The question that the audit trail answers; empty text stands for "any", `from` and `to` are days. */
export type AuditListing = Record<AuditFilter, string>;

/** The question that the list of requests answers; empty text stands for "any". */
export interface RequestListing {
  page: number;
  pageSize: number;
  correlationId: string;
  route: string;
  status: string;
  minDurationMs: string;
  userId: string;
}

export type RequestFilter = Exclude<keyof RequestListing, "page" | "pageSize">;
