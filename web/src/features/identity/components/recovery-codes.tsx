import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

interface RecoveryCodesProps {
  codes: readonly string[];
  onClosed: () => void;
}

/** The only time that the codes are shown: it closes when the person says that they are kept. */
export function RecoveryCodes({ codes, onClosed }: RecoveryCodesProps) {
  const [kept, setKept] = useState(false);
  const text = codes.join("\n");
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && kept) onClosed();
      }}
      title="Keep these recovery codes"
      description="Each signs you in once when you do not have your phone. They are shown only now."
      footer={
        <Button variant="primary" disabled={!kept} onClick={onClosed}>
          Done
        </Button>
      }
    >
      <div className="grid gap-4">
        <ul
          className="grid gap-y-1.5 rounded-lg bg-sunken p-4 font-mono text-sm max-sm:text-xs"
          aria-label="Recovery codes"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={text} label="Copy the codes" shown />
          <Button asChild size="sm">
            <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="recovery-codes.txt">
              Save as a file
            </a>
          </Button>
        </div>
        <Notice tone="warning">Whoever has them and your password gets into your account.</Notice>
        <label className="flex items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            checked={kept}
            onChange={(event) => setKept(event.target.checked)}
            className="size-4 accent-accent"
          />
          I have kept them in a safe place
        </label>
      </div>
    </Dialog>
  );
}
