import { describe, expect, it } from 'vitest';
import { isFiltered, parseLate, parseQueue, toCaseFilter, toLateFilter } from '@/lib/routes';
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
