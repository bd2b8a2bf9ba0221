import { useSearchParams } from "react-router";
import { defaultSort, userStatuses, type UserListing } from "@/features/users/api/types";

const pageSize = 20;

/** The listing as the address has it, so that a list can be linked to, reloaded and stepped back through. */
export function useUserListing() {
  const [params, setParams] = useSearchParams();
  const listing: UserListing = {
    page: Math.max(1, Math.trunc(Number(params.get("page") ?? 1)) || 1),
    pageSize,
    sort: params.get("sort") ?? defaultSort,
    q: params.get("q") ?? "",
    status: userStatuses.find((status) => status === params.get("status")) ?? null,
  };

  /** Any other question starts at its first page. */
  const change = (next: Partial<UserListing>) => {
    const { page, sort, q, status } = { ...listing, page: 1, ...next };
    setParams(
      {
        ...(q !== "" && { q }),
        ...(status !== null && { status }),
        ...(sort !== defaultSort && { sort }),
        ...(page > 1 && { page: String(page) }),
      },
      // Typing is one step of history, not one per letter.
      { replace: next.q !== undefined, preventScrollReset: next.page === undefined },
    );
  };
  return { listing, change, reset: () => setParams({}) };
}
