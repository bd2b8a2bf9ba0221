import { useSearchParams } from "react-router";
import { noFilters, userStatuses, type UserListing } from "@/features/users/api/types";
import { dayOf } from "@/lib/days";

export const pageSizes = [20, 50, 100] as const;
const usualSize = pageSizes[0];

/** The listing as the address has it, so that a list can be linked to, reloaded and stepped back through. */
export function useUserListing() {
  const [params, setParams] = useSearchParams();
  const listing = listingOf(params);

  /** Any other question starts at its first page. */
  const change = (next: Partial<UserListing>) =>
    setParams(addressOf({ ...listing, page: 1, ...next }), {
      // Typing is one step of history, not one per letter.
      replace: next.q !== undefined || next.role !== undefined,
      preventScrollReset: next.page === undefined,
    });
  return { listing, change, reset: () => change({ ...noFilters, q: "", sort: "" }) };
}

function listingOf(params: URLSearchParams): UserListing {
  const createdFrom = dayOf(params.get("from"));
  const createdTo = dayOf(params.get("to"));
  return {
    page: Math.max(1, Math.trunc(Number(params.get("page") ?? 1)) || 1),
    pageSize: pageSizes.find((size) => String(size) === params.get("pageSize")) ?? usualSize,
    sort: params.get("sort") ?? "",
    q: params.get("q") ?? "",
    status: userStatuses.find((status) => status === params.get("status")) ?? null,
    role: params.get("role") ?? "",
    createdFrom,
    // What ends before it begins has no end.
    createdTo: createdTo < createdFrom ? "" : createdTo,
  };
}

function addressOf({ page, pageSize, sort, q, status, role, createdFrom, createdTo }: UserListing) {
  return {
    ...(q !== "" && { q }),
    ...(status !== null && { status }),
    ...(role !== "" && { role }),
    ...(createdFrom !== "" && { from: createdFrom }),
    ...(createdTo !== "" && { to: createdTo }),
    ...(sort !== "" && { sort }),
    ...(pageSize !== usualSize && { pageSize: String(pageSize) }),
    ...(page > 1 && { page: String(page) }),
  };
}
