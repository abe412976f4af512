import type { LateCaseFilter } from '@/gen/region';
import type { CaseFilter } from '@/gen/tenant';
import { compact, dayOf, oneOf, someOf, textOf } from './search';
import {
  APPEAL_KINDS,
  type AppealKind,
  type CaseView,
  JOURNAL_STATES,
  type JournalState,
  LATE,
  LATENESS,
  type Lateness,
  LEVELS,
  type Level,
  MISMATCHES,
  type Mismatch,
  PHASES,
  type Phase,
  SPHERES,
  type Sphere,
  VIEWS,
} from './terms';

export const ENTERING = ['message', 'appeal'] as const;
export type Entering = (typeof ENTERING)[number];

/** The queue in the URL; `id` is the open card. */
export interface QueueSearch {
  view?: CaseView;
  phase?: Phase[];
  late?: Lateness[];
  block?: string;
  q?: string;
  id?: string;
  /** What is being entered by hand. */
  enter?: Entering;
}

export function parseQueue(search: Record<string, unknown>): QueueSearch {
  const view = oneOf(VIEWS, search.view);
  return compact({
    view: view === 'ALL' ? undefined : view,
    phase: someOf(PHASES, search.phase),
    late: someOf(LATENESS, search.late),
    block: textOf(search.block),
    q: textOf(search.q),
    id: textOf(search.id),
    enter: oneOf(ENTERING, search.enter),
  });
}

export function toCaseFilter(search: QueueSearch): CaseFilter {
  return compact({
    view: search.view ?? 'ALL',
    phases: search.phase,
    lateness: search.late,
    block: search.block,
    search: search.q,
  });
}

/** Whether anything beside the view narrows the list. */
export const isFiltered = ({ phase, late, block, q }: QueueSearch) => Boolean(phase || late || block || q);

/** The region's list in the URL; `in` is the tenant of the open case. */
export interface LateSearch {
  member?: string;
  late?: Lateness[];
  level?: Level;
  sphere?: Sphere;
  id?: string;
  in?: string;
}

export function parseLate(search: Record<string, unknown>): LateSearch {
  return compact({
    member: textOf(search.member),
    late: someOf(LATE, search.late),
    level: oneOf(LEVELS, search.level),
    sphere: oneOf(SPHERES, search.sphere),
    id: textOf(search.id),
    in: textOf(search.in),
  });
}

export function toLateFilter(search: LateSearch): LateCaseFilter {
  return compact({ tenant: search.member, lateness: search.late, level: search.level, sphere: search.sphere });
}

export const isLateFiltered = ({ member, late, level, sphere }: LateSearch) =>
  Boolean(member || late || level || sphere);

export interface BoardSearch {
  q?: string;
}

/** The registration journal in the URL. */
export interface JournalSearch {
  from?: string;
  to?: string;
  kind?: AppealKind;
  state?: JournalState;
  q?: string;
}

export function parseJournal(search: Record<string, unknown>): JournalSearch {
  return compact({
    from: dayOf(search.from),
    to: dayOf(search.to),
    kind: oneOf(APPEAL_KINDS, search.kind),
    state: oneOf(JOURNAL_STATES, search.state),
    q: textOf(search.q),
  });
}

/** The arguments of the journal, of its page and of its printed file alike. */
export const toJournalFilter = ({ from, to, kind, state, q }: JournalSearch) =>
  compact({ from, to, kind, state, search: q });

export const isJournalFiltered = (search: JournalSearch) => Object.keys(toJournalFilter(search)).length > 0;

export const IMPORT_TABS = ['runs', 'differences', 'reconciliation'] as const;
export type ImportTab = (typeof IMPORT_TABS)[number];

/** Imports in the URL; `run` is the open run. */
export interface ImportsSearch {
  tab?: ImportTab;
  run?: string;
  source?: string;
  mismatch?: Mismatch;
}

export function parseImports(search: Record<string, unknown>): ImportsSearch {
  const tab = oneOf(IMPORT_TABS, search.tab);
  return compact({
    tab: tab === 'runs' ? undefined : tab,
    run: textOf(search.run),
    source: textOf(search.source),
    mismatch: oneOf(MISMATCHES, search.mismatch),
  });
}

/** The composition as of a day. */
export interface CentreSearch {
  on?: string;
}

export const parseCentre = (search: Record<string, unknown>): CentreSearch => compact({ on: dayOf(search.on) });
