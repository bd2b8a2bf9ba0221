import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { foresee, readAgain, statusAfter } from "@/features/users/api/foresee";
import type { Answer, Body } from "@/lib/api-types";
import { answer, api } from "@/lib/api-client";

type ActOnUsers = Body<"/api/v1/users/bulk", "post">;
export type UserAction = NonNullable<ActOnUsers["action"]>;
export type ActedOnUser = Answer<"/api/v1/users/bulk", "post">["results"][number];

/** Does the same with many people, each for himself, which shows at once; the same again gets the first answer until there was one. */
export function useActOnUsers() {
  const queries = useQueryClient();
  const attempt = useRef({ what: "", key: "" });
  return useMutation({
    mutationFn: async (body: { ids: string[]; action: UserAction }) => {
      const what = JSON.stringify(body);
      if (attempt.current.what !== what) attempt.current = { what, key: crypto.randomUUID() };
      const header = { "Idempotency-Key": attempt.current.key };
      const { results } = await answer(api.POST("/api/v1/users/bulk", { params: { header }, body }));
      attempt.current = { what: "", key: "" };
      return results;
    },
    onMutate: ({ ids, action }) =>
      action === "sendInvitation" ? undefined : foresee(queries, ids, { status: statusAfter[action] }),
    onSuccess: (results, _asked, takeBack) =>
      takeBack?.(results.filter(({ status }) => status === "failed").map(({ id }) => id)),
    onError: (_error, _asked, takeBack) => takeBack?.(),
    onSettled: (_results, _error, { ids }) => readAgain(queries, ids),
  });
}
