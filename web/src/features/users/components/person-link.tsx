import { Link } from "react-router";
import { paths } from "@/config/paths";
import { useUser } from "@/features/users/api/get-user";
import { useCan } from "@/lib/session-context";

/** The name of a person, leading to the person's page; the bare id for those who may not see it, or of somebody who is gone. */
export function PersonLink({ id }: { id: string }) {
  const can = useCan();
  const user = useUser(id, can("users.read"));
  if (user.data === undefined) {
    return (
      <code title={id} className="block max-w-28 truncate font-mono text-xs text-soft">
        {id}
      </code>
    );
  }
  return (
    <Link
      to={paths.user(id)}
      title={user.data.email}
      className="block max-w-28 truncate text-accent-ink lg:max-w-40 underline-offset-2 hover:underline"
    >
      {user.data.displayName}
    </Link>
  );
}
