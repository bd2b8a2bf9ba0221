import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Pagination } from "@/components/ui/pagination";

const next = () => screen.getByRole("button", { name: "Next" });

test("the last page that the API reads says how to see the others", () => {
  render(<Pagination page={1000} pageSize={100} total={980_000} isEstimate onPage={vi.fn()} />);
  expect(next()).toBeDisabled();
  expect(screen.getByText(/Search or filter to see the others/)).toBeVisible();
});

test.each([
  [999, 100, 980_000],
  [4999, 20, 980_000],
  [1, 20, 21],
])("page %i of %i rows goes on where there are %i", (page, pageSize, total) => {
  render(<Pagination page={page} pageSize={pageSize} total={total} onPage={vi.fn()} />);
  expect(next()).toBeEnabled();
  expect(screen.queryByText(/Search or filter/)).toBeNull();
});

test("the last page of a list that ends there leads nowhere", () => {
  render(<Pagination page={5000} pageSize={20} total={100_000} onPage={vi.fn()} />);
  expect(next()).toBeDisabled();
  expect(screen.queryByText(/Search or filter/)).toBeNull();
});
