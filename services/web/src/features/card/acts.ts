import {
  AcceptCaseDocument,
  ApproveReplyDocument,
  AssignCaseDocument,
  type CaseCardFragment,
  EnterCaseInSourceDocument,
  PublishReplyDocument,
  ReassignCaseDocument,
  RejectCaseDocument,
  ReopenCaseDocument,
  ReturnDraftDocument,
  SendBackCaseDocument,
  SubmitReplyDocument,
  TakeCaseDocument,
} from '@/gen/tenant';
import { graphql } from '@/lib/graphql';
import type { Home } from '@/lib/home';
import type { Channel, ReplyKind } from '@/lib/terms';
import type { RefusalView } from '@/ui/refusals';

export type AvailableAct = CaseCardFragment['availableActs'][number];

/** `direct` needs nothing but the decision; the others have a small form; `appeal` is an act of 59-FZ alone. */
export type ActForm = 'direct' | 'confirm' | 'assign' | 'reason' | 'reply' | 'publish' | 'source' | 'appeal';

interface ActKind {
  form: ActForm;
  /** The lowest of those on offer is the one next act. */
  rank: number;
  /** Acts that share a form are one button. */
  group?: 'reply' | 'publish';
}

const KINDS: Record<string, ActKind> = {
  accept: { form: 'direct', rank: 1 },
  assign: { form: 'assign', rank: 2 },
  approve: { form: 'confirm', rank: 3 },
  publish_final: { form: 'publish', rank: 4, group: 'publish' },
  publish_interim: { form: 'publish', rank: 4, group: 'publish' },
  publish_postponed: { form: 'publish', rank: 4, group: 'publish' },
  submit_reply: { form: 'reply', rank: 5, group: 'reply' },
  submit_interim: { form: 'reply', rank: 5, group: 'reply' },
  submit_postponed: { form: 'reply', rank: 5, group: 'reply' },
  enter_in_source: { form: 'source', rank: 5 },
  take_self: { form: 'direct', rank: 6 },
  return_draft: { form: 'reason', rank: 7 },
  reassign: { form: 'assign', rank: 8 },
  send_back: { form: 'reason', rank: 9 },
  reject_not_incident: { form: 'reason', rank: 10 },
  source_gone: { form: 'confirm', rank: 11 },
  reopen_by_error: { form: 'reason', rank: 12 },
  register: { form: 'appeal', rank: 1 },
  confirm_competence: { form: 'appeal', rank: 1 },
  resolve: { form: 'appeal', rank: 2 },
  grant_extension: { form: 'appeal', rank: 3 },
  receive_documents: { form: 'appeal', rank: 3 },
  sign: { form: 'appeal', rank: 3 },
  dispatch: { form: 'appeal', rank: 4 },
  set_outcome: { form: 'appeal', rank: 4 },
  close: { form: 'appeal', rank: 5 },
  contribute: { form: 'appeal', rank: 6 },
  forward_whole: { form: 'appeal', rank: 7 },
  deny_extension: { form: 'appeal', rank: 7 },
  decide_no_answer: { form: 'appeal', rank: 7 },
  deny_no_answer: { form: 'appeal', rank: 7 },
  continue_without: { form: 'appeal', rank: 7 },
  request_documents: { form: 'appeal', rank: 8 },
  remind: { form: 'appeal', rank: 8 },
  record_visit: { form: 'appeal', rank: 8 },
  request_explanations: { form: 'appeal', rank: 8 },
  request_extension: { form: 'appeal', rank: 8 },
  set_complained_about: { form: 'appeal', rank: 8 },
  return_to_registry: { form: 'appeal', rank: 9 },
  delivery_failed: { form: 'appeal', rank: 9 },
  propose_no_answer: { form: 'appeal', rank: 10 },
  withdraw: { form: 'appeal', rank: 11 },
};

/** Acts of a higher rank end or undo something: they are offered, never as the one next act. */
const LAST_NEXT = 6;

/** One button of the card. */
export interface Offer {
  key: string;
  form: ActForm;
  rank: number;
  acts: AvailableAct[];
}

const PUBLISH_OF: Record<ReplyKind, string> = {
  FINAL: 'publish_final',
  INTERIM: 'publish_interim',
  POSTPONED: 'publish_postponed',
};

export const SUBMIT_OF: Record<ReplyKind, string> = {
  FINAL: 'submit_reply',
  INTERIM: 'submit_interim',
  POSTPONED: 'submit_postponed',
};

/** What the caller may do now, most urgent first; an act without a form of ours is not offered. */
export function offersOf(acts: readonly AvailableAct[], replyKind: ReplyKind | undefined): Offer[] {
  const offers = new Map<string, Offer>();
  for (const act of acts) {
    const kind = KINDS[act.act];
    if (!kind) continue;
    if (kind.group === 'publish' && replyKind && act.act !== PUBLISH_OF[replyKind]) continue;
    const key = kind.group ?? act.act;
    const known = offers.get(key);
    if (known) known.acts.push(act);
    else offers.set(key, { key, form: kind.form, rank: kind.rank, acts: [act] });
  }
  return [...offers.values()].sort((a, b) => a.rank - b.rank);
}

/** Systems where the answer is typed in by hand, because they take none from outside. */
const TYPED_IN: readonly Channel[] = ['INCIDENT_MANAGEMENT', 'POS'];

/** Whether somebody will have to type the answer into the source. */
export const isTypedIn = (card: CaseCardFragment) => card.regime === 'MESSAGE' && TYPED_IN.includes(card.channel);

/** The act that one key does. */
export function nextOf(offers: readonly Offer[]): Offer | undefined {
  return offers.find((offer) => offer.rank <= LAST_NEXT);
}

export interface ActValues {
  assignee?: string;
  organization?: string;
  reason?: string;
  note?: string;
  kind?: ReplyKind;
  text?: string;
  promisedOn?: string;
  publishedAt?: string;
}

export interface Payload {
  case?: CaseCardFragment | null;
  refusals: RefusalView[];
}

export interface Target {
  case: string;
  expectedRevision: number;
  requestId: string;
}

export const orNull = (text: string | undefined) => text?.trim() || null;

/** Sends one act; the inputs are those of the schema, the empty ones `null`. */
export async function perform(home: Home, act: string, target: Target, values: ActValues): Promise<Payload> {
  const plain = { ...target, note: orNull(values.note) };
  const given = { ...plain, assignee: values.assignee ?? '', organization: orNull(values.organization) };
  const reasoned = { ...plain, reason: values.reason || act };
  switch (act) {
    case 'accept':
      return (await graphql(home, AcceptCaseDocument, { input: plain })).acceptCase;
    case 'take_self':
      return (await graphql(home, TakeCaseDocument, { input: plain })).takeCase;
    case 'approve':
      return (await graphql(home, ApproveReplyDocument, { input: plain })).approveReply;
    case 'assign':
      return (await graphql(home, AssignCaseDocument, { input: given })).assignCase;
    case 'reassign':
      return (await graphql(home, ReassignCaseDocument, { input: given })).reassignCase;
    case 'enter_in_source':
      return (await graphql(home, EnterCaseInSourceDocument, { input: plain })).enterCaseInSource;
    case 'send_back':
      return (await graphql(home, SendBackCaseDocument, { input: reasoned })).sendBackCase;
    case 'return_draft':
      return (await graphql(home, ReturnDraftDocument, { input: reasoned })).returnDraft;
    case 'reject_not_incident':
    case 'source_gone':
      return (await graphql(home, RejectCaseDocument, { input: reasoned })).rejectCase;
    case 'reopen_by_error':
      return (await graphql(home, ReopenCaseDocument, { input: reasoned })).reopenCase;
    case 'publish_final':
    case 'publish_interim':
    case 'publish_postponed': {
      const input = { ...target, publishedAt: values.publishedAt?.trim() ?? '' };
      return (await graphql(home, PublishReplyDocument, { input })).publishReply;
    }
    default: {
      const { kind = 'FINAL', text = '', promisedOn } = values;
      const reason = values.reason ? { reason: values.reason } : {};
      const input = { ...target, kind, text: text.trim(), promisedOn: orNull(promisedOn), ...reason };
      return (await graphql(home, SubmitReplyDocument, { input })).submitReply;
    }
  }
}
