import { Navigate } from "react-router";
import { paths } from "@/config/paths";
import { useCurrentUser } from "@/lib/session-context";

export function Home() {
  return <Navigate replace to={useCurrentUser() === null ? paths.signIn : paths.profile} />;
}
