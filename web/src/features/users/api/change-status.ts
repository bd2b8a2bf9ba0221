import { useMutation, useQueryClient } from "@tanstack/react-query";
import { foresee, readAgain, statusAfter } from "@/features/users/api/foresee";
import type { User } from "@/features/users/api/types";
import { api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

export type StatusChange = "suspend" | "reactivate" | "delete" | "restore";

interface ChangedStatus {
  user: Pick<User, "id" | "version">;
  change: StatusChange;
}

/** Keeps a person out or lets them in again, which shows at once; the server changes nothing twice. */
export function useChangeStatus() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ user, change }: ChangedStatus) => call(user, change),
    onMutate: ({ user, change }) => foresee(queries, [user.id], { status: statusAfter[change] }),
    onError: (_error, _asked, takeBack) => takeBack?.(),
    onSettled: (_answer, _error, { user }) => readAgain(queries, [user.id]),
  });
}

function call({ id, version }: ChangedStatus["user"], change: StatusChange): Promise<unknown> {
  const path = { id };
  switch (change) {
    case "suspend":
      return api.POST("/api/v1/users/{id}/suspend", { params: { path } });
    case "reactivate":
      return api.POST("/api/v1/users/{id}/reactivate", { params: { path } });
    case "delete":
      return api.DELETE("/api/v1/users/{id}", { params: { path, header: { "If-Match": tagOf(version) } } });
    case "restore":
      return api.POST("/api/v1/users/{id}/restore", { params: { path } });
  }
}
