import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useUserData } from "@/features/users/api/get-user-data";
import { messageOf } from "@/lib/problem";

/** Saves everything that is held about a person as one file. */
export function DownloadDataButton({ id }: { id: string }) {
  const downloading = useUserData();
  const toast = useToast();
  const download = () =>
    downloading.mutate(id, { onError: (error) => toast({ tone: "danger", title: messageOf(error) }) });
  return (
    <Button busy={downloading.isPending} onClick={download}>
      <Download aria-hidden className="size-4" />
      Download data
    </Button>
  );
}
