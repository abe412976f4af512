import type {
  AnswerWay,
  AppealKind,
  Audience,
  CaseView,
  Channel,
  FunctionState,
  JournalState,
  Lateness,
  Level,
  Mismatch,
  Phase,
  QuestionOutcome,
  ReplyKind,
  RevealPurpose,
  Sphere,
} from '@/gen/tenant';

/** The closed lists of the schema at run time, in the order in which people read them. */
export const PHASES = ['NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED'] as const satisfies readonly Phase[];
export const LATENESS = ['ON_TIME', 'CONTROL_PASSED', 'BREACHED'] as const satisfies readonly Lateness[];
export const LATE = ['CONTROL_PASSED', 'BREACHED'] as const satisfies readonly Lateness[];
export const LEVELS = [
  'NONE',
  'EXECUTOR',
  'ORG_HEAD',
  'BLOCK_LEAD',
  'MANAGER',
  'CURATOR',
  'HEAD',
  'REGION',
] as const satisfies readonly Level[];
export const VIEWS = [
  'ALL',
  'NEW',
  'MINE',
  'DUE_TODAY',
  'LATE',
  'ESCALATED',
  'CLOSED',
] as const satisfies readonly CaseView[];
export const CHANNELS = [
  'PHONE',
  'RECEPTION',
  'LETTER',
  'EMAIL',
  'POS',
  'INCIDENT_MANAGEMENT',
  'OFFICIAL_PAGE',
  'MESSENGER',
  'WEB_FORM',
  'OPEN311',
] as const satisfies readonly Channel[];
export const SPHERES = [
  'ZHKH',
  'ROADS',
  'TRANSPORT',
  'EDUCATION',
  'CULTURE',
  'SPORT',
  'SAFETY',
  'PROPERTY',
  'ECONOMY',
  'OTHER',
] as const satisfies readonly Sphere[];
export const PURPOSES = [
  'CLARIFY',
  'ANSWER',
  'QUALITY_CHECK',
  'DATA_SUBJECT_REQUEST',
] as const satisfies readonly RevealPurpose[];
export const APPEAL_KINDS = ['PROPOSAL', 'APPLICATION', 'COMPLAINT'] as const satisfies readonly AppealKind[];
export const ANSWER_WAYS = ['POST', 'EPGU', 'EMAIL', 'IN_HAND'] as const satisfies readonly AnswerWay[];
export const QUESTION_OUTCOMES = [
  'SUPPORTED_DONE',
  'SUPPORTED',
  'EXPLAINED',
  'NOT_SUPPORTED',
] as const satisfies readonly QuestionOutcome[];
export const JOURNAL_STATES = ['OPEN', 'ANSWERED', 'CLOSED'] as const satisfies readonly JournalState[];
export const MISMATCHES = ['CLOSED_THERE', 'OPEN_THERE'] as const satisfies readonly Mismatch[];
export const FUNCTION_STATES = ['ON', 'OFF', 'NOT_STATED'] as const satisfies readonly FunctionState[];
export const REPLY_KINDS = ['FINAL', 'INTERIM', 'POSTPONED'] as const satisfies readonly ReplyKind[];

/** How many rungs of the ladder were drawn in. */
export const rung = (level: Level) => LEVELS.indexOf(level);

export type {
  AnswerWay,
  AppealKind,
  Audience,
  CaseView,
  Channel,
  FunctionState,
  JournalState,
  Lateness,
  Level,
  Mismatch,
  Phase,
  QuestionOutcome,
  ReplyKind,
  RevealPurpose,
  Sphere,
};
