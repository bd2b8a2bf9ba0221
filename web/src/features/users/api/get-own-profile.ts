import { useQuery } from "@tanstack/react-query";
import { ownProfileKey } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";
import { ApiError } from "@/lib/problem";

const attempts = 5;
const pauseMs = 700;

/** The own profile. It is made a moment after the account is, so right after set-up "not found" means "not yet". */
export function useOwnProfile() {
  return useQuery({
    queryKey: ownProfileKey,
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users/me", { signal })),
    retry: (failures, error) => failures < attempts && error instanceof ApiError && error.status === 404,
    retryDelay: pauseMs,
  });
}
