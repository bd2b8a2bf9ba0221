import { Check, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useCopy } from "@/lib/use-copy";

interface CopyButtonProps {
  text: string;
  /** What it does, for people who do not see the picture. */
  label: string;
  /** Beside the picture too. */
  shown?: boolean;
}

/** Takes text along that is on the page anyway. */
export function CopyButton({ text, label, shown = false }: CopyButtonProps) {
  const toast = useToast();
  const { copied, copy } = useCopy(text, () =>
    toast({ tone: "danger", title: "This browser did not let the page copy", detail: "Select the text and copy it." }),
  );
  const Icon = copied ? Check : Copy;

  return (
    <Button variant={shown ? "secondary" : "quiet"} size="sm" onClick={copy} aria-label={label}>
      <Icon aria-hidden className="size-4" />
      {shown && (copied ? "Copied" : "Copy")}
    </Button>
  );
}
