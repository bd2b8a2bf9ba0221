import { useMutation, useQueryClient } from "@tanstack/react-query";
import { userListKey } from "@/features/users/api/list-users";
import { ownProfileKey, type User } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

interface ChangedAvatar {
  user: Pick<User, "version">;
  /** Null takes the picture away. */
  picture: Blob | null;
}

/** Shows another picture of the signed-in person, or none. */
export function useChangeOwnAvatar() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ user, picture }: ChangedAvatar) => {
      const header = { "If-Match": tagOf(user.version) };
      return answer(
        picture === null
          ? api.DELETE("/api/v1/users/me/avatar", { params: { header } })
          : api.PUT("/api/v1/users/me/avatar", {
              params: { header },
              // The document has no type for bytes.
              body: "",
              bodySerializer: () => picture,
              headers: { "Content-Type": picture.type },
            }),
      );
    },
    onSuccess: (user) => {
      queries.setQueryData(ownProfileKey, user);
      void queries.invalidateQueries({ queryKey: userListKey });
    },
  });
}
