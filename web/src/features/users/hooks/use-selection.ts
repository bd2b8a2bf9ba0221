import { useState } from "react";
import type { User, UserListing } from "@/features/users/api/types";
import { useFoundUsers } from "@/features/users/hooks/use-found-users";
import { useCurrentUser } from "@/lib/session-context";

/** The people of the page that is shown who are chosen to have something done with; nobody who cannot be seen is among them. */
export function useSelection(listing: UserListing) {
  const own = useCurrentUser()?.id;
  const shown = useFoundUsers(listing).users.data?.items ?? [];
  const page = JSON.stringify(listing);
  const [marks, setMarks] = useState<Marks>(none);
  // What was chosen on one page is not on another.
  const { ids, last } = marks.page === page ? marks : none;

  const canSelect = ({ id }: User) => id !== own;
  const mark = (users: readonly User[], selected: boolean, latest: string | null) => {
    const next = new Set(ids);
    for (const user of users.filter(canSelect)) {
      if (selected) next.add(user.id);
      else next.delete(user.id);
    }
    setMarks({ page, ids: next, last: latest });
  };

  return {
    users: shown.filter((user) => ids.has(user.id) && canSelect(user)),
    isSelected: ({ id }: User) => ids.has(id),
    canSelect,
    /** With everybody from the last choice on, when it is a range. */
    select: (user: User, selected: boolean, isRange: boolean) => {
      const from = shown.findIndex(({ id }) => id === last);
      const to = shown.findIndex(({ id }) => id === user.id);
      const range = isRange && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [user];
      mark(range, selected, user.id);
    },
    selectPage: (selected: boolean) => mark(shown, selected, null),
    clear: () => setMarks(none),
  };
}

export type Selection = ReturnType<typeof useSelection>;

interface Marks {
  page: string;
  ids: ReadonlySet<string>;
  last: string | null;
}

const none: Marks = { page: "", ids: new Set(), last: null };
