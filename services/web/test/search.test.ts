import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  isJournalFiltered,
  parseCentre,
  parseImports,
  parseJournal,
  parseLate,
  parseQueue,
  toCaseFilter,
  toJournalFilter,
  toLateFilter,
} from '@/lib/routes';
import { parseSearch, stringifySearch } from '@/lib/search';

describe('the URL codec', () => {
  it('joins lists by commas and leaves out what says nothing', () => {
    expect(stringifySearch({ view: 'LATE', phase: ['NEW', 'WAITING'], q: undefined, block: '' })).toBe(
      '?view=LATE&phase=NEW,WAITING',
    );
    expect(stringifySearch({})).toBe('');
  });
  it('brings every search back', () => {
    const search = { q: 'ул. Мира & 5, к. 2 + двор', phase: ['NEW' as const], late: ['BREACHED' as const], id: '7' };
    expect(parseQueue(parseSearch(stringifySearch(search)))).toEqual(search);
  });
  it('keeps numbers in words as words', () => {
    expect(parseQueue(parseSearch('?q=0012'))).toEqual({ q: '0012' });
  });
  it('keeps the link that a person came by', () => {
    const to = '/t/kilemary/queue?view=LATE&q=снег';
    expect(parseSearch(stringifySearch({ to })).to).toBe(to);
  });
});

describe('the queue in the URL', () => {
  it('drops what it does not know', () => {
    expect(parseQueue({ view: 'JUNK', phase: 'NEW,JUNK', late: ['BREACHED', 1], junk: 'x', q: '  ' })).toEqual({
      phase: ['NEW'],
      late: ['BREACHED'],
    });
  });
  it('does not name the view of everything', () => {
    expect(parseQueue({ view: 'ALL' })).toEqual({});
    expect(toCaseFilter({})).toEqual({ view: 'ALL' });
  });
  it('becomes the filter of the server without the open card', () => {
    expect(toCaseFilter({ view: 'MINE', phase: ['NEW'], q: 'снег', id: 'x' })).toEqual({
      view: 'MINE',
      phases: ['NEW'],
      search: 'снег',
    });
    expect(isFiltered({ view: 'MINE' })).toBe(false);
    expect(isFiltered({ q: 'снег' })).toBe(true);
  });
});

describe('the list of the region in the URL', () => {
  it('knows only lateness that is late', () => {
    expect(parseLate({ late: 'ON_TIME,BREACHED', level: 'HEAD', sphere: 'ROADS', member: 'm1' })).toEqual({
      late: ['BREACHED'],
      level: 'HEAD',
      sphere: 'ROADS',
      member: 'm1',
    });
  });
  it('becomes the filter of the server', () => {
    expect(toLateFilter({ member: 'm1', late: ['BREACHED'], id: 'x', in: 'm1' })).toEqual({
      tenant: 'm1',
      lateness: ['BREACHED'],
    });
  });
});

describe('the journal in the URL', () => {
  it('keeps real days and known codes only', () => {
    const search = { from: '2026-01-01', to: '2026-02-31x', kind: 'COMPLAINT', state: 'JUNK', q: ' дорога ' };
    expect(parseJournal(search)).toEqual({ from: '2026-01-01', kind: 'COMPLAINT', q: 'дорога' });
    expect(parseJournal({ from: '2026-13-01' })).toEqual({});
  });
  it('is the filter of the page and of the file alike', () => {
    expect(toJournalFilter({ from: '2026-01-01', q: 'дорога' })).toEqual({ from: '2026-01-01', search: 'дорога' });
    expect(isJournalFiltered({})).toBe(false);
    expect(isJournalFiltered({ state: 'OPEN' })).toBe(true);
  });
});

it('imports and the centre keep their place in the URL', () => {
  expect(parseImports({ tab: 'runs', run: '7' })).toEqual({ run: '7' });
  expect(parseImports({ tab: 'reconciliation', source: 'pos', mismatch: 'OPEN_THERE' })).toEqual({
    tab: 'reconciliation',
    source: 'pos',
    mismatch: 'OPEN_THERE',
  });
  expect(parseCentre({ on: '2025-06-01' })).toEqual({ on: '2025-06-01' });
  expect(parseCentre({ on: 'yesterday' })).toEqual({});
  expect(parseQueue({ enter: 'appeal' })).toEqual({ enter: 'appeal' });
  expect(toCaseFilter({ enter: 'appeal' })).toEqual({ view: 'ALL' });
});
