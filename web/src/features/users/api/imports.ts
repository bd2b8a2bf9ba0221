import type { Answer } from "@/lib/api-types";

export type Import = Answer<"/api/v1/users/imports/{id}", "get">;
export type ImportChange = Answer<"/api/v1/users/imports/{id}/changes", "get">["items"][number];
export type ImportColumn = Import["columns"][number];
export type FilePreview = Answer<"/api/v1/users/imports/preview", "post">;

export function importKey(id: string) {
  return ["users", "import", id] as const;
}

export function isUnderWay(status: Import["status"]): boolean {
  return status === "reviewing" || status === "running" || status === "undoing";
}

/** What the server is told that a file is; what is no list of JSON objects is CSV. */
export function typeOf(file: File): string {
  return /\.(ndjson|jsonl)$/i.test(file.name) ? "application/x-ndjson" : "text/csv";
}

/** Each column by its number with what it is, as the API writes it. */
export function mappingOf(columns: readonly ImportColumn[]): string {
  return columns.map(({ number, field }) => `#${number}:${field ?? ""}`).join(",");
}
