import { expect, test } from "vitest";
import { safeReturnTo, signInPath } from "@/config/paths";

test.each([
  ["/users?q=ada#top", "/users?q=ada#top"],
  [null, "/"],
  ["https://evil.example/", "/"],
  ["//evil.example/", "/"],
  ["/\\evil.example/", "/"],
  ["javascript:alert(1)", "/"],
])("after sign-in, %s leads to %s", (candidate, target) => {
  expect(safeReturnTo(candidate)).toBe(target);
});

test("the way back is carried unless it is where sign-in leads anyway", () => {
  expect(signInPath("/users?q=a b")).toBe("/sign-in?returnTo=%2Fusers%3Fq%3Da%20b");
  expect(signInPath("/profile")).toBe("/sign-in");
});
