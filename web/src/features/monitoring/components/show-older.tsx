import { Button } from "@/components/ui/button";

interface ShowOlderProps {
  /** What is continued, as the query has it. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** The way on in a list that is read from its newest entry. */
export function ShowOlder({ list }: ShowOlderProps) {
  if (!list.hasNextPage) return null;
  return (
    <div className="flex justify-center border-t border-line px-4 py-3">
      <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        Show older
      </Button>
    </div>
  );
}
