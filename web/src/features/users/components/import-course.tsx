import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { useToast } from "@/components/ui/toast";
import { useGoOnWithImport } from "@/features/users/api/go-on-with-import";
import { isUnderWay, type Import } from "@/features/users/api/imports";
import { ImportChanges } from "@/features/users/components/import-changes";
import { ImportErrors } from "@/features/users/components/import-errors";
import { useLiveImport } from "@/features/users/hooks/use-live-import";
import { formatNumber } from "@/lib/format";
import { messageOf } from "@/lib/problem";

const titles: Readonly<Record<Import["status"], string>> = {
  reviewing: "Finding out what it changes",
  reviewed: "This is what it would change",
  running: "Importing",
  completed: "Imported",
  undoing: "Taking it back",
  undone: "Taken back",
  failed: "It came to no end",
};

/** An import from its review to its end, and back. */
export function ImportCourse({ course }: { course: Import }) {
  useLiveImport(course.id);
  const { status } = course;
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="course-title" className="grid gap-5 p-5">
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h2 id="course-title" className="font-semibold">
              {titles[status]}
            </h2>
            <p className="mt-1 text-sm wrap-anywhere text-soft">
              {course.fileName ?? course.format.toUpperCase()}, {formatNumber(course.rows)} rows
            </p>
          </div>
          <NextStep course={course} />
        </header>
        <p role="status" className="sr-only">
          {titles[status]}
        </p>
        {isUnderWay(status) && (
          <div className="grid gap-2">
            <Progress label={titles[status]} done={course.done} all={course.rows} />
            <p className="text-sm text-soft tabular-nums">
              {formatNumber(course.done)} of {formatNumber(course.rows)} rows
            </p>
          </div>
        )}
        <Counts course={course} />
        {status === "failed" && (
          <Notice tone="danger">
            Its rows were removed by their age before it was through. Import the file again.
          </Notice>
        )}
      </Card>
      {course.errors.length > 0 && <ImportErrors course={course} />}
      {!isUnderWay(status) && <ImportChanges course={course} />}
    </div>
  );
}

function NextStep({ course: { id, status, created, updated } }: { course: Import }) {
  const going = useGoOnWithImport(id);
  const toast = useToast();
  const go = (how: "apply" | "undo") =>
    going.mutate(how, { onError: (error) => toast({ tone: "danger", title: messageOf(error) }) });
  if (status === "reviewed" && created + updated > 0) {
    return (
      <Button variant="primary" busy={going.isPending} onClick={() => go("apply")}>
        Import it
      </Button>
    );
  }
  return status === "completed" && created + updated > 0 ? (
    <Button variant="danger" busy={going.isPending} onClick={() => go("undo")}>
      Take all of it back
    </Button>
  ) : null;
}

function Counts({ course }: { course: Import }) {
  const counts = [
    { name: "New", value: course.created },
    { name: "Changed", value: course.updated },
    { name: "As they are", value: course.unchanged },
    { name: "With errors", value: course.failed },
    ...(course.status === "undoing" || course.status === "undone"
      ? [
          { name: "Taken back", value: course.undone },
          { name: "Changed since, stay", value: course.notUndone },
        ]
      : []),
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {counts.map(({ name, value }) => (
        <div key={name} className="rounded-lg bg-sunken px-4 py-3">
          <dt className="text-xs text-faint">{name}</dt>
          <dd className="mt-0.5 text-lg font-semibold tabular-nums">{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
