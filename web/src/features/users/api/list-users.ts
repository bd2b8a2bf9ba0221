import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { defaultSort, type UserListing } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";

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

function asQuery({ page, pageSize, sort, q, status }: UserListing) {
  // Without an order the newest come first, and of a misspelled search the most similar.
  return {
    page,
    pageSize,
    ...(sort !== defaultSort && { sort }),
    ...(q !== "" && { q }),
    ...(status !== null && { status }),
  };
}
