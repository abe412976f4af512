import { describe, expect, it } from 'vitest';
import { destination, homeCodeOf } from '@/features/auth/LoginPage';
import { nextOf, offersOf } from '@/features/card/acts';
import { countFresh } from '@/features/queue/useCases';
import { countOf } from '@/features/region/queries';
import type { CaseRowFragment } from '@/gen/tenant';
import { type CasePage, patchPages } from '@/lib/cases';
import { sameField } from '@/ui/refusals';

const row = (id: string, revision = 1) => ({ id, revision }) as CaseRowFragment;
const page = (...ids: string[]): CasePage => ({
  totalCount: 4,
  pageInfo: { hasNextPage: false, endCursor: null },
  edges: ids.map((id) => ({ cursor: id, node: row(id) })),
});

describe('rows that changed', () => {
  const list = { pages: [page('a', 'b'), page('c', 'd')], pageParams: [null, 'b'] };
  it('are replaced in their places', () => {
    const next = patchPages(list, new Map([['c', row('c', 2)]]));
    expect(next.pages.flatMap((one) => one.edges.map((edge) => [edge.node.id, edge.node.revision]))).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 1],
    ]);
  });
  it('that are equal or unknown change nothing', () => {
    expect(
      patchPages(
        list,
        new Map([
          ['a', row('a')],
          ['x', row('x')],
        ]),
      ),
    ).toBe(list);
  });
});

describe('the number of new ones', () => {
  const known = new Set(['a', 'b']);
  it('counts those of the window that the list does not have', () => {
    expect(countFresh(known, 2, { ids: ['a', 'x', 'b'], total: 3 }, true)).toBe(1);
  });
  it('counts a total that has grown elsewhere', () => {
    expect(countFresh(known, 2, { ids: ['a', 'b'], total: 5 }, true)).toBe(3);
  });
  it('does not take the next page for news', () => {
    expect(countFresh(known, 9, { ids: ['a', 'b', 'c'], total: 9 }, false)).toBe(0);
  });
  it('is nothing when cases left', () => {
    expect(countFresh(known, 9, { ids: ['a'], total: 7 }, true)).toBe(0);
    expect(countFresh(known, 9, undefined, true)).toBe(0);
  });
});

describe('what the caller may do', () => {
  const act = (name: string) => ({ act: name, title: name, needs: [], reasons: [], ways: [] });
  it('shows the most urgent first and one button for each group', () => {
    const offers = offersOf(['send_back', 'submit_interim', 'submit_reply', 'submit_postponed'].map(act), undefined);
    expect(offers.map((offer) => offer.key)).toEqual(['reply', 'send_back']);
    expect(offers[0]?.acts).toHaveLength(3);
  });
  it('shows no act without a form', () => {
    expect(offersOf([act('raise_emergency'), act('accept')], undefined).map((offer) => offer.key)).toEqual(['accept']);
  });
  it('never ends a case with the key of the next act', () => {
    const offers = offersOf(['source_gone', 'reject_not_incident', 'assign'].map(act), undefined);
    expect(nextOf(offers)?.key).toBe('assign');
    expect(nextOf(offersOf([act('source_gone')], undefined))).toBeUndefined();
  });
  it('publishes what was approved', () => {
    const acts = ['publish_final', 'publish_interim', 'return_draft'].map(act);
    const [first, second] = offersOf(acts, 'INTERIM');
    expect(first?.acts.map((item) => item.act)).toEqual(['publish_interim']);
    expect(second?.key).toBe('return_draft');
  });
});

describe('after signing in', () => {
  const centre = { code: 'kilemary', kind: 'MUNICIPAL', shortName: '', position: '' } as const;
  const region = { code: 'mari-el', kind: 'REGIONAL', shortName: '', position: '' } as const;
  it('a person returns to the link that brought them', () => {
    expect(destination([centre, region], '/t/kilemary/queue?view=LATE')).toBe('/t/kilemary/queue?view=LATE');
  });
  it('but never to a foreign place', () => {
    expect(destination([centre], '//evil.example/t/kilemary')).toBe('/t/kilemary/queue');
    expect(destination([centre], '/t/slantsy/queue')).toBe('/t/kilemary/queue');
    expect(homeCodeOf('https://evil.example/t/kilemary')).toBeUndefined();
  });
  it('goes to the only post, or chooses', () => {
    expect(destination([region], undefined)).toBe('/r/mari-el/late');
    expect(destination([centre, region], undefined)).toBeUndefined();
  });
});

it('counts the board by phase, lateness and height', () => {
  const cells = [
    { phase: 'NEW', lateness: 'BREACHED', level: 'HEAD', count: 2 },
    { phase: 'NEW', lateness: 'ON_TIME', level: 'NONE', count: 5 },
    { phase: 'CLOSED', lateness: 'BREACHED', level: 'REGION', count: 7 },
  ] as const;
  expect(countOf([...cells], { phases: ['NEW'] })).toBe(7);
  expect(countOf([...cells], { lateness: 'BREACHED' })).toBe(9);
  expect(countOf([...cells], { level: 'HEAD', phases: ['NEW'] })).toBe(2);
});

it('fields are one in both spellings', () => {
  expect(sameField('promised_on', 'promisedOn')).toBe(true);
  expect(sameField('applicant.name', 'applicant')).toBe(true);
  expect(sameField('note', 'reason')).toBe(false);
});
