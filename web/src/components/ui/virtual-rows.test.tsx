import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Table } from "@/components/ui/table";

interface Row {
  id: number;
  name: string;
}

/** jsdom lays nothing out: every row is as high as in a browser, and the window is where it was scrolled to. */
function renderRows(count: number) {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(65);
  vi.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(count * 65);
  vi.spyOn(window, "scrollTo").mockImplementation((...[to]: unknown[]) => {
    Object.assign(window, { scrollY: (to as ScrollToOptions).top });
    fireEvent.scroll(window);
  });
  Object.assign(window, { scrollY: 0 });
  const rows = Array.from({ length: count }, (_, id): Row => ({ id, name: `Person ${id}` }));
  const opened: number[] = [];
  render(
    <Table
      caption="People"
      columns={[{ id: "name", header: "Name", cell: ({ name }: Row) => name }]}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void opened.push(id)}
    />,
  );
  return opened;
}

const drawn = () => screen.getAllByRole("cell").map(({ textContent }) => textContent);

test("of many rows those in sight are drawn, and the table says how many there are and which these are", () => {
  renderRows(100);
  expect(drawn().length).toBeGreaterThan(10);
  expect(drawn().length).toBeLessThan(50);
  expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "101");
  expect(screen.getByText("Person 3").closest("tr")).toHaveAttribute("aria-rowindex", "5");
});

test("what is scrolled to is drawn", async () => {
  renderRows(100);
  window.scrollTo({ top: 60 * 65 });
  expect(await screen.findByText("Person 62")).toBeInTheDocument();
  expect(screen.queryByText("Person 3")).toBeNull();
});

test("the arrow keys reach rows that were not drawn", async () => {
  const opened = renderRows(100);
  const user = userEvent.setup();
  screen.getByText("Person 0").closest("tr")?.focus();
  await user.keyboard("{End}");
  await waitFor(() => expect(screen.getByText("Person 99").closest("tr")).toHaveFocus());
  await user.keyboard("{Enter}");
  expect(opened).toEqual([99]);
});

test("Tab leads to a row that is drawn, wherever the window is", async () => {
  renderRows(100);
  window.scrollTo({ top: 60 * 65 });
  await screen.findByText("Person 62");
  const user = userEvent.setup();
  await user.tab();
  expect(document.activeElement?.tagName).toBe("TR");
  await user.keyboard("{Home}");
  await waitFor(() => expect(screen.getByText("Person 0").closest("tr")).toHaveFocus());
});

test("a page of few rows is drawn whole", () => {
  renderRows(50);
  expect(drawn()).toHaveLength(50);
  expect(screen.getByRole("table")).not.toHaveAttribute("aria-rowcount");
});
