import { Activity, Blocks, KeyRound, Mail, ScrollText, ShieldCheck, UserRound, UsersRound } from "lucide-react";
import { Outlet } from "react-router";
import { AccountMenu } from "@/app/routes/account-menu";
import { AppShell } from "@/components/layouts/app-shell";
import type { NavigationGroup } from "@/components/layouts/navigation-items";
import { env } from "@/config/env";
import { paths } from "@/config/paths";
import { SecondFactorNotice } from "@/features/identity/components/second-factor-notice";
import { FreshPermissions } from "@/features/realtime/components/fresh-permissions";
import { LiveStatus } from "@/features/realtime/components/live-status";
import { RealtimeProvider } from "@/lib/realtime-context";
import { useCan, useCurrentUser } from "@/lib/session-context";

/** The frame around every page behind sign-in, with one live connection for all of them. */
export function Component() {
  const user = useCurrentUser();
  const navigation = useNavigationGroups();
  if (user === null) return null;
  return (
    // Another person gets another connection.
    <RealtimeProvider key={user.id}>
      <AppShell
        navigation={navigation}
        account={(place) => <AccountMenu user={user} place={place} />}
        status={<LiveStatus />}
      >
        <FreshPermissions userId={user.id} />
        {user.secondFactorNeeded && (
          <div className="mb-6">
            <SecondFactorNotice />
          </div>
        )}
        <Outlet />
      </AppShell>
    </RealtimeProvider>
  );
}

function useNavigationGroups(): NavigationGroup[] {
  const can = useCan();
  const people = [
    { to: paths.profile, label: "Profile", icon: UserRound },
    { to: paths.security, label: "Security", icon: ShieldCheck },
    ...(can("users.read") ? [{ to: paths.users, label: "Users", icon: UsersRound }] : []),
  ];
  const watching = [
    ...(can("monitoring.read") ? [{ to: paths.requests, label: "Requests", icon: Activity }] : []),
    ...(can("audit.read") ? [{ to: paths.audit, label: "Audit trail", icon: ScrollText }] : []),
  ];
  return [
    { items: people },
    ...(can("roles.manage")
      ? [{ label: "Administration", items: [{ to: paths.roles, label: "Roles", icon: KeyRound }] }]
      : []),
    ...(watching.length > 0 ? [{ label: "Monitoring", items: watching }] : []),
    ...(env.development
      ? [
          {
            label: "Development",
            items: [
              { to: paths.devMail, label: "Mailbox", icon: Mail, external: true },
              { to: paths.gallery, label: "Components", icon: Blocks },
            ],
          },
        ]
      : []),
  ];
}
