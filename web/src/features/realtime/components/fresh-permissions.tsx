import { useChannel } from "@/lib/realtime-context";
import { useSession } from "@/lib/session-context";

/**
 * When the signed-in person gets or loses a role, or is called otherwise, a new token says so at once, and with it the pages show who the
 * person is and what they may do now. The next request would find out about roles by itself.
 */
export function FreshPermissions({ userId }: { userId: string }) {
  const session = useSession();
  useChannel(`user:${userId}`, {
    onMessage: ({ type }) => {
      if (type === "identity.account-roles-changed.v1" || type === "users.user-updated.v1") session.refreshUser();
    },
  });
  return null;
}
