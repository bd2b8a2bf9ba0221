import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, DescriptionList } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { useOwnProfile } from "@/features/users/api/get-own-profile";
import type { User } from "@/features/users/api/types";
import { AvatarEditor } from "@/features/users/components/avatar-editor";
import { ProfileForm } from "@/features/users/components/profile-form";
import { UserStatusBadge } from "@/features/users/components/user-status-badge";
import { formatDateTime } from "@/lib/format";

export function OwnProfileCard() {
  const profile = useOwnProfile();
  if (profile.isPending) return <ProfileWaiting />;
  if (profile.isError) {
    return (
      <Card>
        <Failure error={profile.error} onRetry={() => void profile.refetch()} />
      </Card>
    );
  }
  return <ProfileCard user={profile.data} own editable />;
}

interface ProfileCardProps {
  user: User;
  /** Whether it is the profile of whoever is signed in. */
  own?: boolean;
  editable: boolean;
}

export function ProfileCard({ user, own = false, editable }: ProfileCardProps) {
  const [editing, setEditing] = useState(false);
  const toast = useToast();
  const saved = () => {
    setEditing(false);
    toast({ tone: "success", title: own ? "Your profile is saved" : "The profile is saved" });
  };
  return (
    <Card aria-label="Profile">
      <div className="flex items-center gap-4 border-b border-line p-5">
        <Avatar name={user.displayName} src={user.avatarUrl} size="lg" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-lg font-semibold break-words">{user.displayName}</h2>
            <UserStatusBadge status={user.status} />
          </div>
          <p className="text-sm break-all text-soft">{user.email}</p>
          {own && (
            <div className="mt-3">
              <AvatarEditor user={user} />
            </div>
          )}
        </div>
        {editable && !editing && <Button onClick={() => setEditing(true)}>Edit</Button>}
      </div>
      {editing ? (
        <ProfileForm user={user} own={own} onSaved={saved} onCancel={() => setEditing(false)} />
      ) : (
        <DescriptionList items={itemsOf(user)} />
      )}
    </Card>
  );
}

function itemsOf(user: User) {
  return [
    { name: "Given name", value: user.givenName },
    { name: "Family name", value: user.familyName },
    { name: "Phone", value: user.phone },
    { name: "Language", value: user.locale },
    { name: "Time zone", value: user.timeZone },
    { name: "Roles", value: <Roles roles={user.roles} /> },
    { name: "Member since", value: <time dateTime={user.createdAt}>{formatDateTime(user.createdAt)}</time> },
  ];
}

function Roles({ roles }: { roles: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {roles.map((role) => (
        <Badge key={role}>{role}</Badge>
      ))}
    </span>
  );
}

export function ProfileWaiting() {
  return (
    <Card aria-busy aria-label="Profile">
      <div className="flex items-center gap-4 border-b border-line p-5">
        <Skeleton className="size-16 rounded-full" />
        <div className="grid gap-2">
          <Skeleton className="h-5 w-44" />
          <Skeleton className="h-4 w-56" />
        </div>
      </div>
      <div className="grid gap-5 p-5">
        {[1, 2, 3, 4, 5].map((line) => (
          <Skeleton key={line} className="h-4 w-full max-w-md" />
        ))}
      </div>
    </Card>
  );
}
