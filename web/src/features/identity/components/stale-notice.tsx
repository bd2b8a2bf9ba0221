import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Somebody else was faster: what is shown is not what is stored, and is read again before anything is changed. */
export function StaleNotice({ children, onReload }: { children: string; onReload: () => void }) {
  return (
    <Notice tone="warning" announce>
      <p>{children}</p>
      <Button size="sm" className="mt-2" onClick={onReload}>
        Load it again
      </Button>
    </Notice>
  );
}
