const key = "monolith.signed-in";
const expectation = "?";

/** Says only that this browser has signed in before: it spares first-time visitors a refresh that cannot succeed. */
export const signedInMarker = {
  isSet(): boolean {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return true;
    }
  },
  /** Whether it stands for no more than the hope that a provider signs this browser in. */
  isExpectation(): boolean {
    try {
      return localStorage.getItem(key) === expectation;
    } catch {
      return false;
    }
  },
  expect(): void {
    if (!this.isSet()) this.set(expectation);
  },
  set(value = "1"): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Without storage the next visit simply asks the server.
    }
  },
  clear(): void {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};
