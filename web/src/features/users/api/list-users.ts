import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UserListing } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";
import { firstMomentOf, lastMomentOf } from "@/lib/days";

export const userListKey = ["users", "list"] as const;

export function useUserList(listing: UserListing) {
  return useQuery({
    queryKey: [...userListKey, listing],
    queryFn: async ({ signal }) => {
      const people = await answer(api.GET("/api/v1/users", { params: { query: asQuery(listing) }, signal }));
      if (!("total" in people)) throw new TypeError("The list was asked for by page and answered by cursor.");
      return people;
    },
    placeholderData: keepPreviousData,
  });
}

function asQuery({ page, pageSize, sort, q, status, role, createdFrom, createdTo }: UserListing) {
  return {
    page,
    pageSize,
    ...(sort !== "" && { sort }),
    ...(q !== "" && { q }),
    ...(status !== null && { status }),
    ...(role !== "" && { role }),
    ...(createdFrom !== "" && { createdFrom: firstMomentOf(createdFrom).toISOString() }),
    ...(createdTo !== "" && { createdTo: lastMomentOf(createdTo).toISOString() }),
  };
}
