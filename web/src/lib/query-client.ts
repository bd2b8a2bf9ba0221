import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/lib/problem";

const freshForMs = 15_000;
const retries = 2;

/** Repeats what a second attempt can mend (no answer, a server's failure), never what it cannot (a refusal). */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: freshForMs,
        retry: (attempts, error) => attempts < retries && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
