import { useChannel } from "@/lib/realtime-context";
import { useSession } from "@/lib/session-context";

/**
 * When the signed-in person gets or loses a role, a new token says so at once, and with it the pages show what the person may do now. The
 * next request would find out by itself.
 */
export function FreshPermissions({ userId }: { userId: string }) {
  const session = useSession();
  useChannel(`user:${userId}`, {
    onMessage: ({ type }) => {
      if (type === "identity.account-roles-changed.v1") session.refreshUser();
    },
  });
  return null;
}
