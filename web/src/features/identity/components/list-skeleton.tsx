import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of a list of devices or tokens on its way. */
export function ListSkeleton() {
  return (
    <div className="grid gap-5 p-5">
      {[1, 2].map((line) => (
        <div key={line} className="flex items-center gap-4">
          <Skeleton className="size-10 rounded-lg" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-full max-w-xs" />
          </div>
        </div>
      ))}
    </div>
  );
}
