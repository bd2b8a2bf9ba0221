import { useMutation, useQueryClient } from "@tanstack/react-query";
import { userListKey } from "@/features/users/api/list-users";
import type { Invitation } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";
import { ApiError } from "@/lib/problem";

interface KeyedInvitation {
  invitation: Invitation;
  /** The same for every attempt whose answer may have got lost: nobody is invited twice. */
  key: string;
}

/** Takes somebody into the directory, who gets a mail. That the address is taken is said at the address. */
export function useInviteUser() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ invitation, key }: KeyedInvitation) =>
      answer(api.POST("/api/v1/users", { params: { header: { "Idempotency-Key": key } }, body: invitation })).catch(
        (error: unknown) => {
          throw atAddress(error);
        },
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: userListKey }),
  });
}

function atAddress(error: unknown): unknown {
  return error instanceof ApiError && error.code === "users.email_taken"
    ? new ApiError(error.status, error.code, error.message, error.correlationId, { email: [error.message] })
    : error;
}
