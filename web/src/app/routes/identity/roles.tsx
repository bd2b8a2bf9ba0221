import { Link } from "react-router";
import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/config/paths";
import { RoleList } from "@/features/identity/components/role-list";

export function Component() {
  return (
    <Permitted permission="roles.manage">
      <Page
        title="Roles and permissions"
        description={
          <>
            Who has which role is changed in the list of{" "}
            <TextLink asChild>
              <Link to={paths.users}>users</Link>
            </TextLink>
            .
          </>
        }
      >
        <RoleList />
      </Page>
    </Permitted>
  );
}
