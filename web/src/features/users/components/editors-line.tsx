import { UsersRound } from "lucide-react";
import { useUser } from "@/features/users/api/get-user";
import { usePresence } from "@/lib/realtime-context";
import { useCan, useCurrentUser } from "@/lib/session-context";

interface EditorsLineProps {
  userId: string;
  /** Whether it is the profile of whoever is signed in. */
  own: boolean;
}

/** Says who else has the form of a person open right now, for as long as it is mounted; others see this one the same way. */
export function EditorsLine({ userId, own }: EditorsLineProps) {
  const text = useEditors(userId, own ? "your profile" : "this person");
  return (
    <div aria-live="polite" className={text === null ? "sr-only" : "flex gap-2 text-sm text-soft"}>
      {text !== null && (
        <>
          <UsersRound aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{text}</span>
        </>
      )}
    </div>
  );
}

function useEditors(userId: string, what: string): string | null {
  const can = useCan();
  const me = useCurrentUser();
  const present = usePresence(can("users.write") ? `users.editing:${userId}` : null);
  const people = [...new Set(present.map(({ user }) => user))];
  const [first, ...rest] = people.filter((id) => id !== me?.id);
  const user = useUser(first ?? "", first !== undefined && can("users.read"));
  if (first === undefined) return people.length > 0 ? "You have this open in another tab." : null;
  // Said once, with the name.
  if (user.isLoading) return null;
  const name = user.data?.displayName ?? "Somebody else";
  if (rest.length === 0) return `${name} is editing ${what} too.`;
  return `${name} and ${rest.length} ${rest.length === 1 ? "other" : "others"} are editing ${what} too.`;
}
