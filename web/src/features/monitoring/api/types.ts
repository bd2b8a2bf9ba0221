import type { Answer } from "@/lib/api-types";

export type RequestPage = Answer<"/api/v1/monitoring/requests", "get">;
export type KeptRequest = RequestPage["items"][number];
export type Trace = Answer<"/api/v1/monitoring/traces/{correlationId}", "get">;
export type TraceEntry = Trace["entries"][number];

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
