import { keepPreviousData, useQuery, type QueryClient } from "@tanstack/react-query";
import type { User, UserFilters, UserListing, UserPage } from "@/features/users/api/types";
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

/** Shows these people otherwise in every list that has been read. */
export function rewriteListed(queries: QueryClient, ids: readonly string[], write: (user: User) => User) {
  queries.setQueriesData<UserPage>(
    { queryKey: userListKey },
    (page) => page && { ...page, items: page.items.map((user) => (ids.includes(user.id) ? write(user) : user)) },
  );
}

function asQuery({ page, pageSize, sort, ...filters }: UserListing) {
  return { page, pageSize, ...(sort !== "" && { sort }), ...filtersOf(filters) };
}

/** Whom a list is about, as the API asks for it. */
export function filtersOf({ q, status, role, createdFrom, createdTo }: UserFilters) {
  return {
    ...(q !== "" && { q }),
    ...(status !== null && { status }),
    ...(role !== "" && { role }),
    ...(createdFrom !== "" && { createdFrom: firstMomentOf(createdFrom).toISOString() }),
    ...(createdTo !== "" && { createdTo: lastMomentOf(createdTo).toISOString() }),
  };
}
