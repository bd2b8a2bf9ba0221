import { Badge, type Tone } from "@/components/ui/badge";

export function HttpStatus({ status }: { status: number }) {
  return <Badge tone={toneOf(status)}>{status}</Badge>;
}

function toneOf(status: number): Tone {
  if (status >= 500) return "danger";
  if (status >= 400) return "warning";
  return status >= 300 ? "info" : "success";
}
