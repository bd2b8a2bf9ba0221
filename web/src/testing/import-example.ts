import type { Answer } from "@/lib/api-types";

type Import = Answer<"/api/v1/users/imports/{id}", "get">;

export function anImport(given: Partial<Import> = {}): Import {
  return {
    id: "0193-import",
    status: "reviewed",
    fileName: "people.csv",
    format: "csv",
    columns: [
      { number: 1, name: "E-Mail", field: "email" },
      { number: 2, name: "Nick", field: null },
    ],
    invitesByMail: false,
    rows: 3,
    done: 3,
    created: 1,
    updated: 1,
    unchanged: 0,
    failed: 1,
    undone: 0,
    notUndone: 0,
    errors: [{ row: 4, field: "phone", message: "Must be an international number." }],
    actorId: "01890a5d-ac96-774b-bcce-b302099a8057",
    createdAt: "2026-11-01T08:00:00Z",
    updatedAt: "2026-11-01T08:00:00Z",
    ...given,
  };
}
