import { useQueryClient } from "@tanstack/react-query";
import { importKey, isUnderWay, type Import } from "@/features/users/api/imports";
import { useChannel } from "@/lib/realtime-context";

/** What the channel of an import tells. */
type Progressed = Pick<
  Import,
  "status" | "rows" | "done" | "created" | "updated" | "unchanged" | "failed" | "undone" | "notUndone"
> & { progressedAt: string };

/** Keeps an import current while it is mounted. Once a phase has ended it is read again, with its errors. */
export function useLiveImport(id: string) {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: importKey(id), exact: true });
  useChannel(`users.import:${id}`, {
    onSubscribed: reload,
    onMessage: ({ data }) => {
      const told = data as Progressed;
      const known = queries.getQueryData<Import>(importKey(id));
      // Messages may overtake each other.
      if (known !== undefined && told.progressedAt >= known.updatedAt)
        queries.setQueryData<Import>(importKey(id), { ...known, ...told, updatedAt: told.progressedAt });
      if (!isUnderWay(told.status)) reload();
    },
  });
}
