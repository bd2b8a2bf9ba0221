import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { server } from "@/testing/msw/server";

// As index.html has it.
document.documentElement.lang = "en";

// What jsdom lacks and the components ask for.
Object.defineProperties(window, {
  matchMedia: {
    value: (query: string) => ({
      matches: false,
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }),
  },
  scrollTo: { value: () => undefined },
});
Object.assign(Element.prototype, {
  hasPointerCapture: () => false,
  releasePointerCapture: () => undefined,
  scrollIntoView: () => undefined,
});
class ResizeObserverStandIn implements ResizeObserver {
  disconnect = () => undefined;
  observe = () => undefined;
  unobserve = () => undefined;
}
window.ResizeObserver = ResizeObserverStandIn;
class SilentWorker extends EventTarget {
  postMessage = () => undefined;
  terminate = () => undefined;
}
Object.assign(globalThis, { Worker: SilentWorker });

// Generous: the machine may be busy with other suites.
configure({ asyncUtilTimeout: 20_000 });

// The session starts its tabs' channel and the client its address when they are loaded, so the network has to be in place before them.
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
});
afterAll(() => server.close());
