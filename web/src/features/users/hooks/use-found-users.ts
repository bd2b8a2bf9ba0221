import { useUserList } from "@/features/users/api/list-users";
import { newestFirst, type User, type UserListing } from "@/features/users/api/types";

/** Whom the list has found, and the field by which they stand, empty where that is none: the most similar come first. */
export function useFoundUsers(listing: UserListing) {
  const users = useUserList(listing);
  const guessed = !users.isPlaceholderData && users.data !== undefined && isGuess(listing.q, users.data.items);
  return { users, guessed, order: listing.sort !== "" || guessed ? listing.sort : newestFirst };
}

/** The list finds what resembles a search only where nobody has it. */
function isGuess(q: string, found: readonly User[]) {
  const typed = q.trim().toLowerCase();
  return (
    typed !== "" &&
    found.length > 0 &&
    !found.some(({ displayName, email }) => `${displayName}\n${email}`.toLowerCase().includes(typed))
  );
}
