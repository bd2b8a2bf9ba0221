import { useParams, useSearchParams } from "react-router";
import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { TabLinks } from "@/components/ui/tab-links";
import { AccountRolesCard } from "@/features/identity/components/account-roles-card";
import { AccountSessions } from "@/features/identity/components/account-sessions";
import { ExplainedPermissions } from "@/features/identity/components/explained-permissions";
import { useUser } from "@/features/users/api/get-user";
import type { User } from "@/features/users/api/types";
import { PersonLink } from "@/features/users/components/person-link";
import { ProfileCard, ProfileWaiting } from "@/features/users/components/profile-card";
import { ResendInvitationButton } from "@/features/users/components/resend-invitation-button";
import { UserHistory } from "@/features/users/components/user-history";
import { useLiveUser } from "@/features/users/hooks/use-live-users";
import { useCan, type Permission } from "@/lib/session-context";

interface Tab {
  id: "profile" | "roles" | "sessions" | "history";
  label: string;
  permission: Permission;
}

const profile: Tab = { id: "profile", label: "Profile", permission: "users.read" };
const tabs: readonly Tab[] = [
  profile,
  { id: "roles", label: "Roles", permission: "roles.manage" },
  { id: "sessions", label: "Sessions", permission: "sessions.manage" },
  { id: "history", label: "History", permission: "users.read" },
];

export function Component() {
  const { id = "" } = useParams();
  return (
    <Permitted permission="users.read">
      <Person key={id} id={id} />
    </Permitted>
  );
}

function Person({ id }: { id: string }) {
  const [params] = useSearchParams();
  const user = useUser(id, true);
  const can = useCan();
  useLiveUser(id);
  const tab = tabs.find((one) => one.id === params.get("tab")) ?? profile;
  return (
    <Page
      title={user.data?.displayName ?? "Person"}
      actions={
        user.data?.status === "invited" && can("users.write") ? <ResendInvitationButton user={user.data} /> : undefined
      }
    >
      {user.isPending ? (
        <ProfileWaiting />
      ) : user.isError ? (
        <Card>
          <Failure error={user.error} onRetry={() => void user.refetch()} />
        </Card>
      ) : (
        <>
          <TabLinks label="Person" tabs={tabs.filter(({ permission }) => can(permission))} current={tab.id} />
          <Permitted permission={tab.permission}>
            <PersonTab tab={tab} user={user.data} />
          </Permitted>
        </>
      )}
    </Page>
  );
}

function PersonTab({ tab, user }: { tab: Tab; user: User }) {
  const can = useCan();
  switch (tab.id) {
    case "profile":
      return <ProfileCard user={user} editable={can("users.write") && user.status !== "deleted"} />;
    case "roles":
      return (
        <div className="grid items-start gap-6 xl:grid-cols-[2fr_3fr]">
          <AccountRolesCard accountId={user.id} name={user.displayName} />
          <ExplainedPermissions
            accountId={user.id}
            name={user.displayName}
            version={user.version}
            person={(id) => <PersonLink id={id} />}
          />
        </div>
      );
    case "sessions":
      return <AccountSessions accountId={user.id} name={user.displayName} />;
    case "history":
      return <UserHistory user={user} />;
  }
}
