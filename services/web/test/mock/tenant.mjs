// Resolvers of the centre: enough of the definition `message_incident` to walk one message to its answer.
import { appealActs, appealActsRoot, journalRows, makeAppeal } from './appeal.mjs';
import { centreRoot } from './centre.mjs';
import { importsRoot } from './imports.mjs';
import { blocks, enter, makeCase, now, organizations, reply, tell, tenants, topics, users } from './invented.mjs';

const WAYS = [{ code: 'telephone', title: 'Ответ дан по телефону' }];
const REASONS = {
  send_back: [
    { code: 'not_our_competence', title: 'Не наша компетенция' },
    { code: 'wrong_territory', title: 'Не наша территория' },
    { code: 'not_enough_data', title: 'Не хватает сведений' },
    { code: 'already_answered', title: 'Уже отвечали' },
  ],
  return_draft: [
    { code: 'not_on_the_merits', title: 'Не по существу или пропущен вопрос' },
    { code: 'no_date', title: 'Нет даты работ или следующего шага' },
    { code: 'no_proof', title: 'Нет подтверждения' },
    { code: 'tone', title: 'Тон' },
  ],
  reject_not_incident: [
    { code: 'thanks', title: 'Благодарность' },
    { code: 'advertising', title: 'Реклама' },
    { code: 'other_territory', title: 'Не наша территория' },
    { code: 'no_question', title: 'Нет вопроса и проблемы' },
  ],
  submit_postponed: [
    { code: 'season', title: 'Сезон' },
    { code: 'contract', title: 'Заключается контракт' },
    { code: 'plan', title: 'Включено в план года' },
  ],
  source_gone: [],
  reopen_by_error: [],
};
const TITLES = {
  assign: 'Назначить',
  take_self: 'Взять себе',
  accept: 'Принять',
  send_back: 'Вернуть координатору',
  reassign: 'Передать другому',
  submit_reply: 'Дать ответ',
  submit_interim: 'Промежуточный ответ',
  submit_postponed: 'Отложить решение',
  approve: 'Согласовать',
  return_draft: 'Вернуть на доработку',
  publish_final: 'Опубликовать ответ',
  reject_not_incident: 'Не инцидент',
  source_gone: 'Запись удалена',
  reopen_by_error: 'Открыть заново',
  enter_in_source: 'Внесено в источник',
  mark_solved: 'Решено',
};
const ACTIONS = ['case.view', 'case.comment', 'case.attach', 'board.view', 'tenant.view'];
const RIGHTS = {
  coordinator: {
    roles: ['COORDINATOR'],
    actions: [...ACTIONS, 'case.enter', 'case.assign', 'case.correct_topic', 'applicant.reveal'],
  },
  executor: { roles: ['EXECUTOR'], actions: ACTIONS },
  head: { roles: ['ORGANIZATION_HEAD'], actions: ACTIONS },
  publisher: { roles: ['PUBLISHER'], actions: [...ACTIONS, 'applicant.reveal'] },
  registrar: {
    roles: ['REGISTRAR'],
    actions: [...ACTIONS, 'case.enter', 'case.register', 'case.correct_topic', 'applicant.reveal', 'journal.view'],
  },
  signer: { roles: ['SIGNER', 'HEAD_OF_ADMINISTRATION'], actions: [...ACTIONS, 'journal.view', 'step.acknowledge'] },
  curator: { roles: ['CURATOR'], actions: [...ACTIONS, 'journal.view'] },
  administrator: {
    roles: ['TENANT_ADMINISTRATOR'],
    actions: ['tenant.view', 'import.run', 'composition.change', 'function.switch'],
  },
  manager: {
    roles: ['MANAGER'],
    actions: [
      ...ACTIONS,
      'journal.view',
      'import.run',
      'composition.change',
      'function.switch',
      'case.enter',
      'case.correct_topic',
      'applicant.reveal',
      'step.acknowledge',
    ],
  },
};

function actsOf(item, who) {
  if (item.regime === 'APPEAL_59FZ') return appealActs(item, who);
  const state = item.state.code;
  const mine = item.assignee?.id === users[who].id;
  const acts = [];
  if (who === 'coordinator' && state === 'NEW') acts.push('assign', 'take_self', 'reject_not_incident', 'source_gone');
  if (who === 'manager' && item.phase === 'CLOSED') acts.push('reopen_by_error');
  if (mine && state === 'ASSIGNED') acts.push('accept', 'send_back');
  if (mine && ['IN_WORK', 'ANSWERED_INTERIM', 'POSTPONED'].includes(state))
    acts.push('submit_reply', 'submit_interim', 'submit_postponed', 'send_back');
  if (who === 'head' && state === 'ASSIGNED' && item.organization.id === 'o1') acts.push('reassign');
  if (who === 'head' && state === 'ON_APPROVAL') acts.push('approve', 'return_draft');
  if (who === 'coordinator' && item.toSource && item.phase === 'ANSWERED') acts.push('enter_in_source');
  if (who === 'publisher' && state === 'TO_PUBLISH') acts.push('publish_final', 'return_draft', 'source_gone');
  return acts.map((act) => ({
    act,
    title: TITLES[act],
    needs: [],
    reasons: REASONS[act] ?? [],
    ways: act.startsWith('publish') ? WAYS : [],
    latestOn: null,
  }));
}

const view = (item, who) => ({
  ...item,
  topic: item.topic,
  hasApplicant: Boolean(item.applicant),
  timeline: () => item.timelineRows,
  availableActs: () => actsOf(item, who),
  clocks: item.clocks.map((clock) => ({
    ...clock,
    steps: clock.steps.map((step) => ({ ...step, canAcknowledge: step.canAcknowledge && who === 'manager' })),
  })),
});

const VIEWS = {
  ALL: (item) => item.phase !== 'CLOSED',
  NEW: (item) => item.phase === 'NEW',
  MINE: (item, who) => item.assignee?.id === users[who].id,
  DUE_TODAY: (item) =>
    item.lateness === 'ON_TIME' && item.nextDueAt && Date.parse(item.nextDueAt) - now() < 6 * 3_600_000,
  LATE: (item) => item.phase !== 'CLOSED' && item.lateness !== 'ON_TIME',
  ESCALATED: (item) => item.phase !== 'CLOSED' && ['MANAGER', 'CURATOR', 'HEAD', 'REGION'].includes(item.level),
  CLOSED: (item) => item.phase === 'CLOSED',
};

function matches(item, filter = {}, who) {
  const text = `${item.number} ${item.essence} ${item.address ?? ''}`.toLowerCase();
  return (
    VIEWS[filter.view ?? 'ALL'](item, who) &&
    (!filter.phases || filter.phases.includes(item.phase)) &&
    (!filter.lateness || filter.lateness.includes(item.lateness)) &&
    (!filter.block || item.block.id === filter.block) &&
    (!filter.search || text.includes(filter.search.toLowerCase()))
  );
}

export function page(all, first, after, render) {
  const start = after ? Number(after) : 0;
  const part = all.slice(start, start + first);
  const end = start + part.length;
  return {
    totalCount: all.length,
    pageInfo: { hasNextPage: end < all.length, endCursor: String(end) },
    edges: part.map((item, index) => ({ cursor: String(start + index + 1), node: render(item) })),
  };
}

export class Failure extends Error {
  constructor(code, extra = {}) {
    super(code);
    this.extensions = { code, ...extra };
  }
}

function change(state, who, input, act) {
  const item = state.cases.find((one) => one.id === input.case);
  if (!item) throw new Failure('NOT_FOUND');
  if (input.expectedRevision !== undefined && input.expectedRevision !== item.revision) {
    throw new Failure('CONFLICT', { revision: item.revision, changed: item.timelineRows.slice(-1) });
  }
  const refusals = act(item, users[who]) ?? [];
  return { case: view(item, who), refusals };
}

export function tenantRoot(state, who) {
  const act = (input, run) => change(state, who, input, run);
  const say = (item, kind, text) => tell(item, users[who].position, kind, text);
  return {
    ...appealActsRoot(act, say),
    ...centreRoot(state.centre, state.cases, who),
    ...importsRoot(state.imports, who, (item) => view(item, who)),
    me: () => ({ user: users[who], tenant: tenants.kilemary, functions: [], isDraft: false, ...RIGHTS[who] }),
    journal: ({ first, after, ...filter }) => page(journalRows(state.cases, filter), first, after, (entry) => entry),
    enterAppeal: ({ input }) => {
      const item = makeAppeal({ ...input, receivedAt: Date.parse(input.receivedAt ?? new Date().toISOString()) });
      state.cases.unshift(item);
      return { case: view(item, who), refusals: [] };
    },
    cases: ({ filter, first, after }) =>
      page(
        state.cases.filter((item) => matches(item, filter ?? {}, who)),
        first,
        after,
        (item) => view(item, who),
      ),
    case: ({ id }) => {
      const item = state.cases.find((one) => one.id === id);
      return item ? view(item, who) : null;
    },
    caseViews: () =>
      Object.keys(VIEWS).map((name) => ({
        view: name,
        count: state.cases.filter((item) => VIEWS[name](item, who)).length,
      })),
    topics: () => topics,
    blocks: () => blocks,
    organizations: () => organizations,
    assignees: ({ organization, search }) =>
      Object.values(users).filter(
        (user) =>
          user.organization === organization && (!search || user.position.toLowerCase().includes(search.toLowerCase())),
      ),
    notifications: () => state.notifications,
    enterCase: ({ input }) => {
      if (input.essence.length < 10)
        return { case: null, refusals: [{ code: 'FIELD_INVALID', field: 'essence', parameters: [] }] };
      const item = makeCase(input);
      state.cases.unshift(item);
      return { case: view(item, who), refusals: [] };
    },
    assignCase: ({ input }) =>
      act(input, (item) => {
        item.assignee = Object.values(users).find((user) => user.id === input.assignee);
        enter(item, 'ASSIGNED');
        say(item, 'assign', `Назначен исполнитель: ${item.assignee.position}`);
      }),
    takeCase: ({ input }) =>
      act(input, (item, user) => {
        item.assignee = user;
        enter(item, 'IN_WORK');
        say(item, 'take_self', 'Взято координатором');
      }),
    acceptCase: ({ input }) =>
      act(input, (item) => {
        enter(item, 'IN_WORK');
        say(item, 'accept', 'Принято в работу');
      }),
    sendBackCase: ({ input }) =>
      act(input, (item) => {
        item.assignee = null;
        enter(item, 'NEW');
        say(item, 'send_back', `Возвращено: ${input.note ?? input.reason}`);
      }),
    submitReply: ({ input }) =>
      act(input, (item, user) => {
        if (input.text.length < 20) return [{ code: 'FIELD_INVALID', field: 'text', parameters: [] }];
        item.reply = reply(input.kind, input.text, 'SUBMITTED', user, { promisedOn: input.promisedOn });
        enter(item, 'ON_APPROVAL');
        say(item, 'submit_reply', 'Ответ отправлен на согласование');
        return [];
      }),
    approveReply: ({ input }) =>
      act(input, (item, user) => {
        Object.assign(item.reply, { state: 'APPROVED', approvedBy: user });
        enter(item, item.regime === 'MESSAGE' ? 'TO_PUBLISH' : 'ON_SIGNATURE');
        say(item, 'approve', 'Ответ согласован');
      }),
    returnDraft: ({ input }) =>
      act(input, (item) => {
        item.reply.state = 'RETURNED';
        enter(item, 'IN_WORK');
        say(item, 'return_draft', `Возвращено на доработку: ${input.note ?? input.reason}`);
      }),
    publishReply: ({ input }) =>
      act(input, (item) => {
        Object.assign(item.reply, { state: 'PUBLISHED', publishedAt: input.publishedAt });
        enter(item, item.reply.kind === 'INTERIM' ? 'ANSWERED_INTERIM' : 'ANSWERED');
        item.toSource = ['INCIDENT_MANAGEMENT', 'POS'].includes(item.channel);
        say(item, 'publish', 'Ответ дан');
      }),
    enterCaseInSource: ({ input }) =>
      act(input, (item) => {
        item.toSource = false;
        item.revision += 1;
        say(item, 'enter_in_source', 'Ответ внесён в источник');
      }),
    rejectCase: ({ input }) =>
      act(input, (item) => {
        enter(item, 'NOT_INCIDENT');
        say(item, 'reject', 'Не инцидент');
      }),
    reopenCase: ({ input }) => act(input, (item) => enter(item, 'NEW')),
    commentCase: ({ input }) =>
      act(input, (item, user) => {
        item.comments.push({
          id: `k${item.comments.length + 1}`,
          at: new Date().toISOString(),
          author: user,
          text: input.text,
        });
      }),
    correctTopic: ({ input }) =>
      act(input, (item) => {
        item.topic = topics.find((one) => one.code === input.topic);
        item.revision += 1;
        say(item, 'correct_topic', `Тема исправлена: ${item.topic.title}`);
      }),
    acknowledgeStep: ({ input }) =>
      act(input, (item, user) => {
        const step = item.clocks.flatMap((clock) => clock.steps).find((one) => one.id === input.step);
        Object.assign(step, {
          canAcknowledge: false,
          acknowledgedAt: new Date().toISOString(),
          acknowledgedBy: user,
          acknowledgementNote: input.note,
        });
        item.revision += 1;
      }),
    revealApplicant: ({ input }) => {
      const item = state.cases.find((one) => one.id === input.case);
      return { applicant: item.applicant, refusals: [] };
    },
  };
}
