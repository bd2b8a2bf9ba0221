/** Leaves the app for another page. */
export function leaveFor(address: string): void {
  window.location.assign(address);
}
