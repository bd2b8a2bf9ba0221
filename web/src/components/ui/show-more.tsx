import { Button } from "@/components/ui/button";

interface ShowMoreProps {
  /** What is continued, as the query has it. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** What the button says. */
  children: string;
}

/** The way on in a list that is read piece by piece. */
export function ShowMore({ list, children }: ShowMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="flex justify-center border-t border-line px-4 py-3">
      <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {children}
      </Button>
    </div>
  );
}
