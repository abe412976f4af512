import type { LateCaseFilter } from '@/gen/region';
import type { CaseFilter } from '@/gen/tenant';
import { compact, oneOf, someOf, textOf } from './search';
import {
  type CaseView,
  LATE,
  LATENESS,
  type Lateness,
  LEVELS,
  type Level,
  PHASES,
  type Phase,
  SPHERES,
  type Sphere,
  VIEWS,
} from './terms';

/** The queue in the URL; `id` is the open card. */
export interface QueueSearch {
  view?: CaseView;
  phase?: Phase[];
  late?: Lateness[];
  block?: string;
  q?: string;
  id?: string;
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
