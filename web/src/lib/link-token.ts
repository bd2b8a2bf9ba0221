/** The token of a mailed link: it stands in the fragment, so that it reaches no server log and no `Referer`. */
export function tokenOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get("token") ?? "";
}
