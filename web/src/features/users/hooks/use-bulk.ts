import { useState } from "react";
import { useToast } from "@/components/ui/toast";
import { useActOnUsers, type UserAction } from "@/features/users/api/act-on-users";
import type { User } from "@/features/users/api/types";
import { bulkActions, people } from "@/features/users/components/bulk-actions";
import { messageOf } from "@/lib/problem";

export interface BulkReport {
  action: UserAction;
  /** For whom it went well, or was so already. */
  done: number;
  failed: { user: User; reason: string }[];
}

/** Does something with many people and says what came of it. */
export function useBulk() {
  const [report, setReport] = useState<BulkReport | null>(null);
  const acting = useActOnUsers();
  const toast = useToast();

  /** Returns whether the server answered at all. */
  const run = async (action: UserAction, users: readonly User[]): Promise<boolean> => {
    try {
      const results = await acting.mutateAsync({ ids: users.map(({ id }) => id), action });
      const reasons = new Map(
        results.map(({ id, status, detail }) => [id, status === "failed" ? (detail ?? "") : null]),
      );
      const failed = users.flatMap((user) => {
        const reason = reasons.get(user.id) ?? null;
        return reason === null ? [] : [{ user, reason }];
      });
      const done = users.filter(({ id }) => reasons.get(id) === null);
      if (done.length > 0) tell(action, done);
      if (failed.length > 0) setReport({ action, done: done.length, failed });
      return true;
    } catch (error) {
      toast({ tone: "danger", title: "Nothing is known to have changed", detail: messageOf(error) });
      return false;
    }
  };

  const tell = (action: UserAction, done: readonly User[]) =>
    toast({
      tone: "success",
      title: `${people(done.length)} ${done.length === 1 ? "is" : "are"} ${bulkActions[action].done}`,
      ...(action === "delete" && { action: { label: "Undo", run: () => void run("restore", done) } }),
    });

  return { run, busy: acting.isPending, report, dismiss: () => setReport(null) };
}
