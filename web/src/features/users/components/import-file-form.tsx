import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CorrelationLine } from "@/components/ui/failure";
import { Field, Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { FilePreview, Import, ImportColumn } from "@/features/users/api/imports";
import { usePreviewImport } from "@/features/users/api/preview-import";
import { useStartImport } from "@/features/users/api/start-import";
import { ColumnMapping } from "@/features/users/components/column-mapping";
import { correlationOf, messageOf, ApiError } from "@/lib/problem";

/** Asks for a file and for what its columns are, and sends it to find out what it would change. */
export function ImportFileForm({ onStarted }: { onStarted: (started: Import) => void }) {
  const [chosen, setChosen] = useState<File | null>(null);
  const previewing = usePreviewImport();
  const choose = (file: File | undefined) => {
    setChosen(file ?? null);
    previewing.reset();
    if (file !== undefined) previewing.mutate(file);
  };
  return (
    <Card aria-labelledby="import-title" className="grid gap-6 p-5">
      <header>
        <h2 id="import-title" className="font-semibold">
          Choose a file
        </h2>
        <p className="mt-1 text-sm text-soft">
          CSV whose first row names the columns, or a JSON object a line. At most 50 MiB and 100,000 rows.
        </p>
      </header>
      <Field label="File" errors={refusalOf(previewing.error)}>
        <Input
          type="file"
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,application/x-ndjson"
          className="py-1.5 sm:py-1"
          onChange={({ target }) => choose(target.files?.[0])}
        />
      </Field>
      <Refusal error={previewing.error} />
      {previewing.isPending && <Skeleton className="h-40 w-full" />}
      {chosen !== null && previewing.data !== undefined && (
        <ChosenFile
          key={`${chosen.name} ${chosen.lastModified}`}
          file={chosen}
          preview={previewing.data}
          onStarted={onStarted}
        />
      )}
    </Card>
  );
}

interface ChosenFileProps {
  file: File;
  preview: FilePreview;
  onStarted: (started: Import) => void;
}

function ChosenFile({ file, preview, onStarted }: ChosenFileProps) {
  const [columns, setColumns] = useState<readonly ImportColumn[]>(preview.columns);
  const [invite, setInvite] = useState(false);
  const [attempt, setAttempt] = useState({ what: "", key: "" });
  const starting = useStartImport();
  const fields = columns.map(({ field }) => field).filter((field) => field !== null);
  const problem = !fields.includes("email")
    ? "Say which column is the email address: people are known by it."
    : new Set(fields).size < fields.length
      ? "Each field can be one column only."
      : null;

  const start = () => {
    const what = JSON.stringify([columns, invite]);
    const key = attempt.what === what ? attempt.key : crypto.randomUUID();
    setAttempt({ what, key });
    starting.mutate({ file, columns, invite, key }, { onSuccess: onStarted });
  };
  return (
    <>
      <ColumnMapping preview={preview} columns={columns} onChange={setColumns} />
      <Checkbox
        label="Mail an invitation to everybody who is new"
        description="Without it they are in the directory as invited, and you can send each the link later."
        checked={invite}
        onChange={setInvite}
      />
      {problem !== null && <Notice tone="warning">{problem}</Notice>}
      <Refusal error={starting.error} />
      <div>
        <Button variant="primary" disabled={problem !== null} busy={starting.isPending} onClick={start}>
          Check what it changes
        </Button>
        <p className="mt-2 text-sm text-faint">Nothing is written before you have seen it.</p>
      </div>
    </>
  );
}

function refusalOf(error: unknown): readonly string[] {
  return error instanceof ApiError ? (error.fields.file ?? []) : [];
}

/** What is wrong beside the file itself, or with it as a whole. */
function Refusal({ error }: { error: unknown }) {
  if (error === null || refusalOf(error).length > 0) return null;
  return (
    <Notice tone="danger" announce>
      {messageOf(error)}
      <CorrelationLine id={correlationOf(error)} />
    </Notice>
  );
}
