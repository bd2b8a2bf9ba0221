import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api-client";

export function useTrace(correlationId: string) {
  return useQuery({
    queryKey: ["monitoring", "trace", correlationId],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/monitoring/traces/{correlationId}", { params: { path: { correlationId } }, signal })),
  });
}
