import { estimate, type Question } from "@/features/identity/hooks/password-estimate";

// Beside the page: to look at a password closely takes up to seconds, and typing must not wait for it.
self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  self.postMessage(estimate(data));
});
