import { QueryClient } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { onTestFinished } from "vitest";
import { App } from "@/app/provider";
import { routes } from "@/app/router";
import { authSession, type Grant } from "@/lib/auth-session";

/** The whole app at an address, signed in with the grant if one is given. */
export async function renderApp(address: string, grant?: Grant) {
  // Queries that fail are not repeated: a test waits for the answer it arranged.
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  if (grant !== undefined) authSession.accept(grant);
  else await authSession.restore();

  onTestFinished(() => act(() => authSession.signOut()));
  const view = render(<App queryClient={queryClient} router={router} />);
  return { ...view, router, user: userEvent.setup() };
}
