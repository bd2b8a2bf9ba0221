import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";

/** What a row is thought to take until it was seen: two lines of text on a wide screen. */
const estimatedHeight = 65;
const beyondSight = 10;

interface VirtualRowsProps {
  count: number;
  /** The row that Tab leads to while it is drawn; else to the first that is. Negative for none. */
  current: number;
  /** Which row must come into sight; negative for none. */
  wanted: number;
  row: (place: Place) => ReactNode;
}

/** How one row is drawn. */
export interface Place {
  index: number;
  isStop: boolean;
  /** Takes the element of the row. */
  measure: (element: HTMLTableRowElement | null) => void;
}

/** Draws the rows of a long table that are in sight of the window, and keeps the place of the others. */
export function VirtualRows({ count, current, wanted, row }: VirtualRowsProps) {
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
  const stop = items.some(({ index }) => index === current) ? current : items[0]?.index;
  const first = items[0]?.start ?? scrollMargin;
  const end = items.at(-1)?.end ?? scrollMargin;
  return (
    <>
      <tr ref={top} aria-hidden className="block sm:table-row">
        <td className="block p-0 sm:table-cell" style={{ height: first - scrollMargin }} />
      </tr>
      {items.map(({ index }) => row({ index, isStop: index === stop, measure: virtualizer.measureElement }))}
      <tr aria-hidden className="block sm:table-row">
        <td className="block p-0 sm:table-cell" style={{ height: virtualizer.getTotalSize() - (end - scrollMargin) }} />
      </tr>
    </>
  );
}
