import { expect, test } from "vitest";
import { maxZoom, middleOf, sideOf, within } from "@/features/users/components/crop";

const wide = { width: 800, height: 600 };

test("the middle of a picture shows as much of it as fits", () => {
  expect(middleOf(wide)).toEqual({ x: 400, y: 300, zoom: 1 });
  expect(sideOf(wide, middleOf(wide))).toBe(600);
  expect(within(wide, middleOf(wide))).toEqual(middleOf(wide));
});

test.each([
  [
    { x: -50, y: 1000, zoom: 1 },
    { x: 300, y: 300, zoom: 1 },
  ],
  [
    { x: 0, y: 600, zoom: 2 },
    { x: 150, y: 450, zoom: 2 },
  ],
  [
    { x: 400, y: 300, zoom: 0.5 },
    { x: 400, y: 300, zoom: 1 },
  ],
  [
    { x: 400, y: 300, zoom: 100 },
    { x: 400, y: 300, zoom: maxZoom },
  ],
])("nothing beside the picture is shown", (asked, shown) => {
  expect(within(wide, asked)).toEqual(shown);
});
