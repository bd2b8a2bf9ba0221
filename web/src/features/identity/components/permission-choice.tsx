import { Checkbox } from "@/components/ui/checkbox";
import type { Permission } from "@/features/identity/api/types";
import { useCurrentUser } from "@/lib/session-context";

interface PermissionChoiceProps {
  permissions: readonly Permission[];
  granted: ReadonlySet<string>;
  onChange: (granted: ReadonlySet<string>) => void;
  /** What grants everything cannot be changed. */
  fixed: boolean;
}

/** What a role grants, by what it is about. Nobody can grant or take away what he may not do himself. */
export function PermissionChoice({ permissions, granted, onChange, fixed }: PermissionChoiceProps) {
  const own = useCurrentUser()?.permissions ?? [];
  const change = (name: string, isGranted: boolean) => {
    const next = new Set(granted);
    if (isGranted) next.add(name);
    else next.delete(name);
    onChange(next);
  };
  return (
    <div className="grid gap-4">
      {groupsOf(permissions).map(([topic, group]) => (
        <fieldset key={topic}>
          <legend className="text-xs font-medium text-faint">{topic}</legend>
          {group.map(({ name, description }) => (
            <Checkbox
              key={name}
              label={description}
              description={
                <>
                  <code className="font-mono text-xs">{name}</code>
                  {!own.includes(name) && " · You may not do this yourself."}
                </>
              }
              checked={granted.has(name)}
              disabled={fixed || !own.includes(name)}
              onChange={(isGranted) => change(name, isGranted)}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** By the part before the dot, in the order of the names. */
function groupsOf(permissions: readonly Permission[]): [string, Permission[]][] {
  const groups = new Map<string, Permission[]>();
  for (const permission of permissions) {
    const topic = permission.name.split(".")[0] ?? "";
    const title = topic.charAt(0).toUpperCase() + topic.slice(1);
    groups.set(title, [...(groups.get(title) ?? []), permission]);
  }
  return [...groups];
}
