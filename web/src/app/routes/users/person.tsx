import { useParams } from "react-router";
import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { useUser } from "@/features/users/api/get-user";
import { PersonDataActions } from "@/features/users/components/person-data-actions";
import { ProfileCard, ProfileWaiting } from "@/features/users/components/profile-card";
import { ResendInvitationButton } from "@/features/users/components/resend-invitation-button";
import { UserHistory } from "@/features/users/components/user-history";
import { useLiveUser } from "@/features/users/hooks/use-live-users";
import { useCan } from "@/lib/session-context";

export function Component() {
  const { id = "" } = useParams();
  return (
    <Permitted permission="users.read">
      <Person key={id} id={id} />
    </Permitted>
  );
}

function Person({ id }: { id: string }) {
  const user = useUser(id, true);
  const can = useCan();
  useLiveUser(id);
  return (
    <Page
      title={user.data?.displayName ?? "Person"}
      actions={
        user.data && (
          <div className="flex flex-wrap gap-2">
            {user.data.status === "invited" && can("users.write") && <ResendInvitationButton user={user.data} />}
            <PersonDataActions user={user.data} />
          </div>
        )
      }
    >
      {user.isPending ? (
        <ProfileWaiting />
      ) : user.isError ? (
        <Card>
          <Failure error={user.error} onRetry={() => void user.refetch()} />
        </Card>
      ) : (
        <div className="grid items-start gap-6 xl:grid-cols-[3fr_2fr]">
          <ProfileCard user={user.data} editable={can("users.write") && user.data.status !== "deleted"} />
          <UserHistory user={user.data} />
        </div>
      )}
    </Page>
  );
}
