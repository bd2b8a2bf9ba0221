import { Page } from "@/components/layouts/page";
import { OwnProfileCard } from "@/features/users/components/profile-card";

export function Component() {
  return (
    <Page title="Profile">
      <OwnProfileCard />
    </Page>
  );
}
