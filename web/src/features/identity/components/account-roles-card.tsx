import { Card } from "@/components/ui/card";
import { AccountRolesPanel } from "@/features/identity/components/account-roles-panel";

/** The roles of one person, with what a change would give and take. */
export function AccountRolesCard({ accountId, name }: { accountId: string; name: string }) {
  return (
    <Card aria-labelledby="account-roles-title">
      <header className="border-b border-line p-5">
        <h2 id="account-roles-title" className="font-semibold">
          Roles
        </h2>
        <p className="mt-1 text-sm text-soft">A change takes effect within a second; nobody is signed out by it.</p>
      </header>
      <div className="p-5">
        <AccountRolesPanel accountId={accountId} name={name} />
      </div>
    </Card>
  );
}
