import { Page } from "@/components/layouts/page";
import { DownloadDataButton } from "@/features/users/components/download-data-button";
import { OwnProfileCard } from "@/features/users/components/profile-card";
import { useCurrentUser } from "@/lib/session-context";

export function Component() {
  const user = useCurrentUser();
  const shown = user?.secondFactorNeeded !== true;
  return (
    <Page title="Profile" actions={shown && user && <DownloadDataButton id={user.id} />}>
      {shown && <OwnProfileCard />}
    </Page>
  );
}
