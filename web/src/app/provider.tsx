import { QueryClientProvider, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { RouterProvider } from "react-router";
import { createRouter } from "@/app/router";
import { ToastProvider } from "@/components/ui/toast";
import { createQueryClient } from "@/lib/query-client";
import { SessionProvider, useCurrentUser } from "@/lib/session-context";
import { ThemeProvider } from "@/lib/theme";

interface AppProps {
  queryClient?: QueryClient;
  router?: ReturnType<typeof createRouter>;
}

/** The whole app; what it stands on can be given from outside. */
export function App(given: AppProps) {
  const [queryClient] = useState(() => given.queryClient ?? createQueryClient());
  const [router] = useState(() => given.router ?? createRouter());
  return (
    <ThemeProvider>
      <QueryClientProvider client={queryClient}>
        <SessionProvider>
          <ForgetOtherPeoplesData>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </ForgetOtherPeoplesData>
        </SessionProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

/** Nothing that one person has loaded is shown to the next one in this tab. */
function ForgetOtherPeoplesData({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const userId = useCurrentUser()?.id;
  useEffect(() => () => queries.clear(), [queries, userId]);
  return children;
}
