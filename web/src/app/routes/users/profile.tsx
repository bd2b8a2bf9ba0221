import { Page } from "@/components/layouts/page";
import { ProfileCard } from "@/features/users/components/profile-card";

export function Component() {
  return (
    <Page title="Profile">
      <ProfileCard />
    </Page>
  );
}
