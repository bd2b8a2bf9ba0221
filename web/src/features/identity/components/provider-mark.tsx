import { KeyRound } from "lucide-react";
import type { Provider } from "@/features/identity/api/types";

/** What people recognise a provider by, drawn here: no picture comes from elsewhere. */
export function ProviderMark({ kind }: { kind: Provider["kind"] | undefined }) {
  switch (kind) {
    case "google":
      return (
        <svg aria-hidden viewBox="0 0 24 24" className="size-5">
          <path
            className="fill-[#4285f4]"
            d="M22.5 12.2c0-.8-.1-1.5-.2-2.2H12v4.3h5.9a5 5 0 0 1-2.2 3.3v2.8h3.6c2.1-1.9 3.2-4.8 3.2-8.2z"
          />
          <path
            className="fill-[#34a853]"
            d="M12 23c3 0 5.5-1 7.3-2.6l-3.6-2.8c-1 .7-2.2 1.1-3.7 1.1-2.9 0-5.3-1.9-6.2-4.5H2.1v2.9A11 11 0 0 0 12 23z"
          />
          <path className="fill-[#fbbc05]" d="M5.8 14.2a6.6 6.6 0 0 1 0-4.3V7H2.1a11 11 0 0 0 0 10l3.7-2.8z" />
          <path
            className="fill-[#ea4335]"
            d="M12 5.4c1.6 0 3.1.6 4.2 1.7l3.2-3.2A11 11 0 0 0 2.1 7l3.7 2.9C6.7 7.3 9.1 5.4 12 5.4z"
          />
        </svg>
      );
    case "microsoft":
      return (
        <svg aria-hidden viewBox="0 0 24 24" className="size-5">
          <path className="fill-[#f25022]" d="M2 2h9.5v9.5H2z" />
          <path className="fill-[#7fba00]" d="M12.5 2H22v9.5h-9.5z" />
          <path className="fill-[#00a4ef]" d="M2 12.5h9.5V22H2z" />
          <path className="fill-[#ffb900]" d="M12.5 12.5H22V22h-9.5z" />
        </svg>
      );
    case "gitHub":
      return (
        <svg aria-hidden viewBox="0 0 24 24" className="size-5 fill-current">
          <path d="M12 .5a11.5 11.5 0 0 0-3.64 22.41c.58.1.79-.25.79-.56v-2.15c-3.2.7-3.88-1.37-3.88-1.37-.52-1.33-1.28-1.69-1.28-1.69-1.05-.71.08-.7.08-.7 1.16.08 1.77 1.19 1.77 1.19 1.03 1.77 2.71 1.26 3.37.96.1-.75.4-1.26.73-1.55-2.55-.29-5.24-1.28-5.24-5.69 0-1.26.45-2.29 1.19-3.09-.12-.29-.52-1.46.11-3.05 0 0 .97-.31 3.17 1.18a11 11 0 0 1 5.77 0c2.2-1.49 3.17-1.18 3.17-1.18.63 1.59.23 2.76.11 3.05.74.8 1.19 1.83 1.19 3.09 0 4.42-2.7 5.39-5.27 5.68.42.36.79 1.06.79 2.14v3.17c0 .31.21.67.8.56A11.5 11.5 0 0 0 12 .5z" />
        </svg>
      );
    case "openId":
    case undefined:
      return <KeyRound aria-hidden className="size-5 text-soft" />;
  }
}
