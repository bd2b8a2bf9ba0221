import { useMutation, useQueryClient } from "@tanstack/react-query";
import { foresee, readAgain } from "@/features/users/api/foresee";
import { ownProfileKey, profileFields, userKey, type Profile, type User } from "@/features/users/api/types";
import { answer, api } from "@/lib/api-client";
import { tagOf } from "@/lib/etag";

interface ProfileUpdate {
  /** The version that the profile was written over. */
  base: User;
  profile: Profile;
}

/** Writes what differs from the version that was seen, and shows it at once; the server refuses when somebody else wrote since. */
export function useUpdateProfile(own: boolean) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ base, profile }: ProfileUpdate) => {
      const header = { "If-Match": tagOf(base.version) };
      const request = { body: differences(base, profile), headers: { "Content-Type": "application/merge-patch+json" } };
      return answer(
        own
          ? api.PATCH("/api/v1/users/me", { params: { header }, ...request })
          : api.PATCH("/api/v1/users/{id}", { params: { path: { id: base.id }, header }, ...request }),
      );
    },
    onMutate: ({ base, profile }) => foresee(queries, [base.id], differences(base, profile)),
    onError: (_error, _update, takeBack) => takeBack?.(),
    onSuccess: (user) => queries.setQueryData(own ? ownProfileKey : userKey(user.id), user),
    onSettled: (_user, _error, { base }) => void readAgain(queries, [base.id]),
  });
}

/** The person as the server has it now. */
export function loadUser(id: string, own: boolean): Promise<User> {
  return answer(own ? api.GET("/api/v1/users/me") : api.GET("/api/v1/users/{id}", { params: { path: { id } } }));
}

export function profileOf(user: User): Profile {
  return Object.fromEntries(profileFields.map((field) => [field, user[field] ?? ""])) as Profile;
}

function differences(base: User, profile: Profile) {
  const known = profileOf(base);
  return Object.fromEntries(
    profileFields
      .filter((field) => profile[field].trim() !== known[field])
      .map((field) => [field, profile[field].trim() || null]),
  );
}
