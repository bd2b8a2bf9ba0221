import { profileLabels } from "@/features/users/api/types";

const labels: Readonly<Record<string, string>> = {
  ...profileLabels,
  email: "Email",
  avatarUrl: "Picture",
  status: "Status",
  roles: "Roles",
  invitation: "Invitation",
  passwordHash: "Password hash",
  row: "Row",
};

/** What people call a field of the API. */
export function fieldLabel(field: string): string {
  return labels[field] ?? field;
}
