import { Link, useNavigate, useParams } from "react-router";
import { Permitted } from "@/app/routes/gates";
import { Page } from "@/components/layouts/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Failure } from "@/components/ui/failure";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/config/paths";
import { useImport } from "@/features/users/api/get-import";
import { ImportCourse } from "@/features/users/components/import-course";
import { ImportFileForm } from "@/features/users/components/import-file-form";
import { ImportList } from "@/features/users/components/import-list";

export function Component() {
  const { importId } = useParams();
  return (
    <Permitted permission="users.write">
      {importId === undefined ? <NewImport /> : <KnownImport key={importId} id={importId} />}
    </Permitted>
  );
}

function NewImport() {
  const navigate = useNavigate();
  return (
    <Page
      title="Import people"
      description="Whoever is known by the address is changed, everybody else is new."
      actions={
        <Button asChild>
          <Link to={paths.users}>Back to the directory</Link>
        </Button>
      }
    >
      <div className="grid gap-6">
        <ImportFileForm onStarted={({ id }) => void navigate(paths.userImportCourse(id))} />
        <ImportList />
      </div>
    </Page>
  );
}

function KnownImport({ id }: { id: string }) {
  const course = useImport(id);
  return (
    <Page
      title="Import people"
      actions={
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link to={paths.userImport}>Another file</Link>
          </Button>
          <Button asChild>
            <Link to={paths.users}>Back to the directory</Link>
          </Button>
        </div>
      }
    >
      {course.isPending ? (
        <Card className="grid gap-4 p-5">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="h-16 w-full" />
        </Card>
      ) : course.isError ? (
        <Card>
          <Failure error={course.error} onRetry={() => void course.refetch()} />
        </Card>
      ) : (
        <ImportCourse course={course.data} />
      )}
    </Page>
  );
}
