import { useMutation, useQueryClient } from "@tanstack/react-query";
import { userListKey } from "@/features/users/api/list-users";
import { userKey, type User } from "@/features/users/api/types";
import { api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

/** Erases a person for good, in the version that was seen. */
export function useEraseUser() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<User, "id" | "version">) =>
      api.DELETE("/api/v1/users/{id}/data", { params: { path: { id }, header: { "If-Match": tagOf(version) } } }),
    onSuccess: (_, { id }) => queries.removeQueries({ queryKey: userKey(id) }),
    // Whoever came too late sees what has changed.
    onError: (_, { id }) => queries.invalidateQueries({ queryKey: userKey(id) }),
    onSettled: () => queries.invalidateQueries({ queryKey: userListKey }),
  });
}
