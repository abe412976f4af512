import { fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { type Column, Grid, nextIndex } from '@/ui/Grid';

interface Row {
  id: string;
  name: string;
}
const COLUMNS: Column<Row>[] = [
  { key: 'id', title: 'Number', cell: (row) => row.id },
  { key: 'name', title: 'Name', cell: (row) => row.name },
];
const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `row ${index}` }));

function show(count: number, more: Partial<Parameters<typeof Grid<Row>>[0]> = {}) {
  const props = { onMore: vi.fn(), onActive: vi.fn(), onOpen: vi.fn() };
  const view = render(
    <Grid
      label="List"
      layout="queue"
      columns={COLUMNS}
      rows={rows(count)}
      total={count}
      hasMore={false}
      activeId={undefined}
      {...props}
      {...more}
    />,
  );
  return { ...props, ...view };
}

describe('the cursor', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 9],
    ['PageUp', 12, 2],
    ['Home', 5, 0],
    ['End', 0, 9],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(nextIndex(key, from, 9)).toBe(to === 9 ? 9 : to);
  });
  it('leaves other keys alone', () => {
    expect(nextIndex('a', 3, 9)).toBeUndefined();
  });
});

describe('the grid', () => {
  it('tells how long it is and draws only what is seen', () => {
    show(10_000);
    const grid = screen.getByRole('grid', { name: 'List' });
    expect(grid).toHaveAttribute('aria-rowcount', '10001');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
    expect(within(grid).getAllByRole('row')[1]).toHaveAttribute('aria-rowindex', '2');
  });
  it('moves by keys with one tab stop and names the row it is on', () => {
    const { onActive, onOpen, rerender } = show(5, { activeId: 'r1' });
    const grid = screen.getByRole('grid');
    expect(grid).toHaveAttribute('aria-activedescendant', 'row-r1');
    fireEvent.keyDown(grid, { key: 'ArrowDown' });
    expect(onActive).toHaveBeenCalledWith('r2');
    fireEvent.keyDown(grid, { key: 'Enter' });
    expect(onOpen).toHaveBeenCalledWith('r1');
    expect(rerender).toBeDefined();
  });
  it('opens a row by a click, not by a click that opens a tab', () => {
    const { onOpen } = show(3);
    fireEvent.click(screen.getByText('row 2'), { ctrlKey: true });
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.click(screen.getByText('row 2'));
    expect(onOpen).toHaveBeenCalledWith('r2');
  });
  it('asks for more near its end and shows that more comes', () => {
    const { onMore } = show(12, { hasMore: true, total: 500 });
    expect(onMore).toHaveBeenCalled();
    expect(screen.getAllByRole('row').some((row) => row.getAttribute('aria-busy') === 'true')).toBe(true);
  });
  it('has nothing that axe finds', async () => {
    const { container } = show(5, { activeId: 'r0', openId: 'r0' });
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(found.violations.map((violation) => violation.id)).toEqual([]);
  });
});
