import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";

/** What a row is thought to take until it was seen: two lines of text on a wide screen. */
const estimatedHeight = 65;
const beyondSight = 10;

interface VirtualRowsProps {
  count: number;
  /** Which row must come into sight; negative for none. */
  wanted: number;
  /** Draws one row, which hands its element over to be measured. */
  row: (index: number, measure: (element: HTMLTableRowElement | null) => void) => ReactNode;
}

/** Draws the rows of a long table that are in sight of the window, and keeps the place of the others. */
export function VirtualRows({ count, wanted, row }: VirtualRowsProps) {
  const top = useRef<HTMLTableRowElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    if (top.current !== null) setScrollMargin(top.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => estimatedHeight,
    overscan: beyondSight,
    scrollMargin,
    useFlushSync: false,
  });
  useEffect(() => {
    if (wanted >= 0) virtualizer.scrollToIndex(wanted);
  }, [virtualizer, wanted]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.start ?? scrollMargin;
  const end = items.at(-1)?.end ?? scrollMargin;
  return (
    <>
      <tr ref={top} aria-hidden className="block sm:table-row">
        <td className="block p-0 sm:table-cell" style={{ height: first - scrollMargin }} />
      </tr>
      {items.map(({ index }) => row(index, virtualizer.measureElement))}
      <tr aria-hidden className="block sm:table-row">
        <td className="block p-0 sm:table-cell" style={{ height: virtualizer.getTotalSize() - (end - scrollMargin) }} />
      </tr>
    </>
  );
}
