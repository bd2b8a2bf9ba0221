import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { useCopy } from "@/lib/use-copy";

/** Text to take along, and a button that does it. Where the browser does not let it, the text is selected to be copied by hand. */
export function CopyField({ value }: { value: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [selected, setSelected] = useState(false);
  const { copied, copy } = useCopy(value, () => {
    input.current?.select();
    setSelected(true);
  });
  const Icon = copied ? Check : Copy;

  return (
    <div className="grid gap-1.5">
      <div className="flex gap-2">
        <Input
          ref={input}
          readOnly
          value={value}
          spellCheck={false}
          className="font-mono"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="primary" className="max-sm:h-10" onClick={copy}>
          <Icon aria-hidden className="size-4" />
          Copy
        </Button>
      </div>
      <p role="status" className="text-sm text-soft empty:hidden">
        {copied ? "Copied." : selected && "Selected: copy it with the keyboard or the menu."}
      </p>
    </div>
  );
}
