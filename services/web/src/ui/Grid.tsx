import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useImperativeHandle, useRef } from 'react';

export const ROW_HEIGHT = 58;
const PAGE_ROWS = 10;
const AHEAD = 20;
const PLACEHOLDERS = 3;

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
}

export interface GridHandle {
  focus: () => void;
}

interface GridProps<Row extends { id: string }> {
  label: string;
  /** Chooses the column widths of the style sheet. */
  layout: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  total: number;
  hasMore: boolean;
  activeId: string | undefined;
  openId?: string | undefined;
  dimmed?: boolean;
  onMore: () => void;
  onActive: (id: string) => void;
  onOpen: (id: string) => void;
  /** First and last index on the screen. */
  onWindow?: (first: number, last: number) => void;
  ref?: React.Ref<GridHandle>;
}

interface LineProps<Row> {
  row: Row | undefined;
  columns: readonly Column<Row>[];
  index: number;
  top: number;
  active: boolean;
  open: boolean;
  onPick: (id: string) => void;
}

function LineView<Row extends { id: string }>({ row, columns, index, top, active, open, onPick }: LineProps<Row>) {
  const place = { transform: `translateY(${top}px)`, height: ROW_HEIGHT };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the grid, which names this row in aria-activedescendant
    <div
      role="row"
      className="grid-row"
      id={row && `row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={open}
      aria-busy={!row || undefined}
      data-active={active || undefined}
      data-open={open || undefined}
      style={place}
      tabIndex={-1}
      onClick={(event) => {
        if (row && !event.ctrlKey && !event.metaKey) onPick(row.id);
      }}
    >
      {columns.map((column) => (
        <div role="gridcell" key={column.key} className="grid-cell" data-column={column.key}>
          {row ? column.cell(row) : <span className="bone" />}
        </div>
      ))}
    </div>
  );
}

const Line = memo(LineView) as typeof LineView;

/** A list of any length: one tab stop, rows by arrow keys, only what is seen is in the document. */
export function Grid<Row extends { id: string }>(props: GridProps<Row>) {
  const { rows, columns, activeId, hasMore, onMore, onWindow, onActive, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const count = rows.length + (hasMore ? PLACEHOLDERS : 0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: { width: 1000, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const active = rows.findIndex((row) => row.id === activeId);
  useImperativeHandle(props.ref, () => ({ focus: () => scroller.current?.focus({ preventScroll: true }) }));
  useEffect(() => {
    onWindow?.(first, last);
    if (hasMore && last >= rows.length - AHEAD) onMore();
  }, [first, last, hasMore, rows.length, onMore, onWindow]);
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = nextIndex(event.key, active, rows.length - 1);
    if (target !== undefined) {
      const row = rows[target];
      if (row) onActive(row.id);
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target === scroller.current && activeId) {
      onOpen(activeId);
      event.preventDefault();
    }
  };

  return (
    <div
      ref={scroller}
      className="grid"
      data-layout={props.layout}
      data-dimmed={props.dimmed || undefined}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={items.some((item) => item.index === active) ? `row-${activeId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <div role="row" aria-rowindex={1} className="grid-row" tabIndex={-1}>
          {columns.map((column) => (
            <div role="columnheader" key={column.key} className="grid-cell" data-column={column.key} tabIndex={-1}>
              {column.title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            <Line
              key={row?.id ?? item.key}
              row={row}
              columns={columns}
              index={item.index}
              top={item.start}
              active={item.index === active}
              open={row !== undefined && row.id === props.openId}
              onPick={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Where a key moves the cursor; `undefined` is a key that is not ours. */
export function nextIndex(key: string, from: number, last: number): number | undefined {
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(from + 1);
    case 'ArrowUp':
      return clamp(from - 1);
    case 'PageDown':
      return clamp(from + PAGE_ROWS);
    case 'PageUp':
      return clamp(from - PAGE_ROWS);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The grid in its final size while the first page is on its way. */
export function GridSkeleton({
  layout,
  columns,
}: {
  layout: string;
  columns: readonly { key: string; title: string }[];
}) {
  return (
    <div className="grid" data-layout={layout} aria-hidden>
      <div className="grid-head">
        <div className="grid-row">
          {columns.map((column) => (
            <div key={column.key} className="grid-cell" data-column={column.key}>
              {column.title}
            </div>
          ))}
        </div>
      </div>
      <div className="grid-body">
        {Array.from({ length: 9 }, (_, index) => index).map((index) => (
          <div
            key={index}
            className="grid-row"
            style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, height: ROW_HEIGHT }}
          >
            {columns.map((column) => (
              <div key={column.key} className="grid-cell" data-column={column.key}>
                <span className="bone" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
