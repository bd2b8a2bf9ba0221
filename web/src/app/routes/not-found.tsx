import { Compass } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/config/paths";

export function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <title>Page not found · Monolith</title>
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no page here"
        action={
          <Button asChild variant="primary">
            <Link to={paths.home}>Go to the start</Link>
          </Button>
        }
      >
        The address may be mistyped, or the page has moved.
      </EmptyState>
    </main>
  );
}
