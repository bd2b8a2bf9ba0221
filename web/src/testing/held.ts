/** Something that does not happen before it is released, such as a server's answer. */
export function held() {
  let release: () => void = undefined as never;
  const released = new Promise<void>((resolve) => (release = resolve));
  return { released, release };
}
