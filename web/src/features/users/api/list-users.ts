import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UserListing } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";

export const userListKey = ["users", "list"] as const;

export function useUserList(listing: UserListing) {
  return useQuery({
    queryKey: [...userListKey, listing],
    queryFn: ({ signal }) => answer(api.GET("/api/v1/users", { params: { query: asQuery(listing) }, signal })),
    placeholderData: keepPreviousData,
  });
}

function asQuery({ page, pageSize, sort, q, status }: UserListing) {
  return { page, pageSize, sort, ...(q !== "" && { q }), ...(status !== null && { status }) };
}
