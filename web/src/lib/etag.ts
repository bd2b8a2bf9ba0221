/** The tag of a version, as the server compares it: whoever sends it changes that version and no other. */
export function tagOf(version: number): string {
  return `"${version}"`;
}
