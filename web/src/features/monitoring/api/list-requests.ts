import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { RequestListing } from "@/features/monitoring/api/types";
import { answer, api } from "@/lib/api-client";

export function useRequestList(listing: RequestListing) {
  return useQuery({
    queryKey: ["monitoring", "requests", listing],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/monitoring/requests", { params: { query: asQuery(listing) }, signal })),
    placeholderData: keepPreviousData,
  });
}

function asQuery({ page, pageSize, correlationId, route, status, minDurationMs, userId }: RequestListing) {
  return {
    page,
    pageSize,
    ...(correlationId !== "" && { correlationId }),
    ...(route !== "" && { route }),
    ...(status !== "" && { status }),
    ...(minDurationMs !== "" && { minDurationMs: Number(minDurationMs) }),
    ...(userId !== "" && { userId }),
  };
}
