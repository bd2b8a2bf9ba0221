import { createBrowserRouter, type RouteObject } from "react-router";
import { RootError } from "@/app/routes/error";
import { Home } from "@/app/routes/home";
import { NotFound } from "@/app/routes/not-found";
import { Root, Waiting } from "@/app/routes/root";
import { SignedIn, SignedOut } from "@/app/routes/gates";
import { env } from "@/config/env";
import { paths } from "@/config/paths";

/** Every page is a chunk of its own, loaded when it is first gone to. */
export const routes: RouteObject[] = [
  {
    Component: Root,
    HydrateFallback: Waiting,
    ErrorBoundary: RootError,
    children: [
      { path: paths.home, Component: Home },
      {
        Component: SignedOut,
        children: [
          { path: paths.signIn, lazy: () => import("@/app/routes/identity/sign-in") },
          { path: paths.signUp, lazy: () => import("@/app/routes/identity/sign-up") },
          { path: paths.setup, lazy: () => import("@/app/routes/identity/setup") },
        ],
      },
      { path: paths.checkMail, lazy: () => import("@/app/routes/identity/check-mail") },
      { path: paths.verifyEmail, lazy: () => import("@/app/routes/identity/verify-email") },
      { path: paths.forgotPassword, lazy: () => import("@/app/routes/identity/forgot-password") },
      { path: paths.resetPassword, lazy: () => import("@/app/routes/identity/reset-password") },
      { path: paths.acceptInvitation, lazy: () => import("@/app/routes/identity/accept-invitation") },
      {
        Component: SignedIn,
        children: [
          {
            lazy: () => import("@/app/routes/shell"),
            children: [
              {
                ErrorBoundary: RootError,
                children: [
                  { path: paths.profile, lazy: () => import("@/app/routes/users/profile") },
                  { path: paths.security, lazy: () => import("@/app/routes/identity/security") },
                  { path: paths.users, lazy: () => import("@/app/routes/users/list") },
                  { path: `${paths.userImport}/:importId?`, lazy: () => import("@/app/routes/users/import") },
                  { path: `${paths.users}/:id`, lazy: () => import("@/app/routes/users/person") },
                  { path: paths.roles, lazy: () => import("@/app/routes/identity/roles") },
                  { path: paths.audit, lazy: () => import("@/app/routes/monitoring/audit") },
                  { path: paths.requests, lazy: () => import("@/app/routes/monitoring/requests") },
                  { path: `${paths.traces}/:correlationId`, lazy: () => import("@/app/routes/monitoring/trace") },
                ],
              },
            ],
          },
        ],
      },
      ...(env.development ? [{ path: paths.gallery, lazy: () => import("@/app/routes/gallery") }] : []),
      { path: "*", Component: NotFound },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
