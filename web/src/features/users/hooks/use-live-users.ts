import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { rewriteListed, userListKey } from "@/features/users/api/list-users";
import { newestFirst, userKey, type User, type UserListing, type UserPage } from "@/features/users/api/types";
import { firstMomentOf, lastMomentOf } from "@/lib/days";
import type { RealtimeMessage } from "@/lib/realtime";
import { useChannel } from "@/lib/realtime-context";

interface UserCreated {
  userId: string;
  email: string;
  displayName: string;
  status: User["status"];
  roles: string[];
  createdAt: string;
}

interface StatusChanged {
  userId: string;
  /** Told of whoever is restored only. */
  status?: User["status"];
}

/** What the person is after each of these events. */
const statusAfter: Readonly<Record<string, User["status"]>> = {
  "users.user-activated.v1": "active",
  "users.user-suspended.v1": "suspended",
  "users.user-reactivated.v1": "active",
  "users.user-deleted.v1": "deleted",
  "users.user-restored.v1": "active",
};

interface UserUpdated {
  userId: string;
  displayName: string;
}

interface UserRolesChanged {
  userId: string;
  roles: string[];
}

/** A read may lag a write by up to a second (the API's promise), so the lists are read again only after that. */
const settledAfterMs = 1200;
const freshForMs = 4000;

/**
 * Keeps every list of users current while it is mounted: a new person appears, and status and roles change, the moment the event arrives; a read
 * soon after puts order, filters and totals right. After every (re)connection the lists are read again.
 */
export function useLiveUsers() {
  const queries = useQueryClient();
  const { fresh, mark } = useFreshMarks();
  const [announcement, setAnnouncement] = useState("");
  const settle = useSettling(() => void queries.invalidateQueries({ queryKey: userListKey }));

  useChannel("users", {
    onSubscribed: () => void queries.invalidateQueries({ queryKey: userListKey }),
    onMessage: (message: RealtimeMessage) => {
      if (message.type === "users.user-created.v1") {
        const created = message.data as UserCreated;
        eachList(queries.getQueriesData<UserPage>({ queryKey: userListKey }), (key, page) =>
          queries.setQueryData(key, prepend(page, created, listingOf(key))),
        );
        mark(created.userId);
        setAnnouncement(`${created.displayName} joined.`);
        settle();
      } else if (statusAfter[message.type] !== undefined) {
        const { userId, status = statusAfter[message.type] } = message.data as StatusChanged;
        rewriteListed(queries, [userId], (user) => ({ ...user, ...(status !== undefined && { status }) }));
        mark(userId);
        settle();
      } else if (message.type === "users.user-updated.v1") {
        const { userId, displayName } = message.data as UserUpdated;
        rewriteListed(queries, [userId], (user) => ({ ...user, displayName }));
        mark(userId);
        settle();
      } else if (message.type === "users.user-erased.v1") {
        const { userId } = message.data as StatusChanged;
        eachList(queries.getQueriesData<UserPage>({ queryKey: userListKey }), (key, page) =>
          queries.setQueryData(key, { ...page, items: page.items.filter(({ id }) => id !== userId) }),
        );
        settle();
      } else if (message.type === "users.user-roles-changed.v1") {
        const { userId, roles } = message.data as UserRolesChanged;
        rewriteListed(queries, [userId], (user) => ({ ...user, roles }));
        mark(userId);
        settle();
      }
    },
  });

  return { isFresh: (id: string) => fresh.has(id), announcement };
}

/** Keeps one person current: whatever the directory tells of them, they are read again. */
export function useLiveUser(id: string) {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: userKey(id) });
  useChannel("users", {
    onSubscribed: reload,
    onMessage: ({ data }: RealtimeMessage) => {
      if ((data as Partial<StatusChanged>).userId === id) reload();
    },
  });
}

function eachList(lists: [QueryKey, UserPage | undefined][], change: (key: QueryKey, page: UserPage) => void) {
  for (const [key, page] of lists) if (page !== undefined) change(key, page);
}

function listingOf(key: QueryKey): UserListing {
  return key[userListKey.length] as UserListing;
}

/** Only where the new row's place is known without asking: the newest stands first on the first page of an unsearched list. */
function prepend(page: UserPage, created: UserCreated, listing: UserListing): UserPage {
  if (!fits(created, listing)) return page;
  if (page.items.some(({ id }) => id === created.userId)) return page;
  const total = page.total + 1;
  return listing.page === 1
    ? { ...page, total, items: [asUser(created), ...page.items].slice(0, listing.pageSize) }
    : { ...page, total };
}

function fits(created: UserCreated, { status, role, createdFrom, createdTo, q, sort }: UserListing): boolean {
  const at = new Date(created.createdAt);
  return (
    (status === null || status === created.status) &&
    (role === "" || created.roles.includes(role)) &&
    (createdFrom === "" || firstMomentOf(createdFrom) <= at) &&
    (createdTo === "" || at <= lastMomentOf(createdTo)) &&
    q === "" &&
    (sort === "" || sort === newestFirst)
  );
}

function asUser({ userId, email, displayName, status, roles, createdAt }: UserCreated): User {
  return {
    id: userId,
    email,
    displayName,
    status,
    roles,
    createdAt,
    updatedAt: createdAt,
    givenName: null,
    familyName: null,
    phone: null,
    locale: null,
    timeZone: null,
    avatarUrl: null,
    lastSeenAt: null,
    version: 1,
  };
}

/** The ids that changed a moment ago. */
function useFreshMarks() {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const timers = useTimers();
  const mark = (id: string) => {
    setFresh((marks) => new Set(marks).add(id));
    timers.start(freshForMs, () => setFresh((marks) => new Set([...marks].filter((marked) => marked !== id))));
  };
  return { fresh, mark };
}

/** Runs the work once after a burst's first event has settled; events in between wait for the same run. */
function useSettling(work: () => void) {
  const timers = useTimers();
  const pending = useRef(false);
  return () => {
    if (pending.current) return;
    pending.current = true;
    timers.start(settledAfterMs, () => {
      pending.current = false;
      work();
    });
  };
}

/** Timers that end with the component. */
function useTimers() {
  const running = useRef(new Set<number>());
  useEffect(() => {
    const timers = running.current;
    return () => {
      for (const timer of timers) window.clearTimeout(timer);
      timers.clear();
    };
  }, []);
  return {
    start: (afterMs: number, work: () => void) => {
      const timer = window.setTimeout(() => {
        running.current.delete(timer);
        work();
      }, afterMs);
      running.current.add(timer);
    },
  };
}
