import { Page } from "@/components/layouts/page";
import { OwnProfileCard } from "@/features/users/components/profile-card";
import { useCurrentUser } from "@/lib/session-context";

export function Component() {
  const user = useCurrentUser();
  return <Page title="Profile">{user?.secondFactorNeeded !== true && <OwnProfileCard />}</Page>;
}
