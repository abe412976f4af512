// Appeals under 59-FZ: enough of `appeal_59fz` to walk one paper from the stamp to the file.
import { randomUUID } from 'node:crypto';
import { enter, HOUR, iso, makeCase, now, organizations, reply, tell, users } from './invented.mjs';

const DAY = 24 * HOUR;
const day = (time) => iso(time).slice(0, 10);
let numbers = 40;

const TITLES = {
  register: 'Зарегистрировать',
  confirm_competence: 'Наша компетенция',
  forward_whole: 'Переадресовать',
  set_complained_about: 'Указать, на кого жалуются',
  resolve: 'Резолюция',
  return_to_registry: 'Вернуть регистратору',
  accept: 'Принять',
  request_documents: 'Запросить документы',
  remind: 'Напомнить о документах',
  receive_documents: 'Документы получены',
  continue_without: 'Продолжить без документов',
  record_visit: 'Записать выезд',
  request_explanations: 'Запросить пояснения',
  contribute: 'Дать материалы',
  request_extension: 'Просить продлить',
  grant_extension: 'Продлить срок',
  deny_extension: 'Не продлевать',
  propose_no_answer: 'Предложить не отвечать по существу',
  decide_no_answer: 'Не отвечать по существу',
  deny_no_answer: 'Отвечать по существу',
  submit_reply: 'Дать ответ',
  approve: 'Согласовать',
  return_draft: 'Вернуть на доработку',
  sign: 'Подписать',
  dispatch: 'Отправить ответ',
  delivery_failed: 'Ответ не доставлен',
  set_outcome: 'Итоги по вопросам',
  close: 'Закрыть в дело',
  withdraw: 'Прекратить по заявлению автора',
};
const FORWARD = [
  { code: 'regional_body', title: 'Региональный орган' },
  { code: 'federal_body', title: 'Федеральный орган' },
  { code: 'network', title: 'Ресурсная или сетевая организация' },
  { code: 'municipality', title: 'Другой муниципалитет' },
];
const EXTENSION = [
  { code: 'documents', title: 'Запрошены документы' },
  { code: 'visit', title: 'Нужен выезд или экспертиза' },
  { code: 'several_bodies', title: 'Несколько органов' },
];
const GROUNDS = [
  { code: 'art_11_1', title: 'Нет фамилии или адреса (ст. 11 ч. 1)' },
  { code: 'art_11_4', title: 'Текст не читается (ст. 11 ч. 4)' },
  { code: 'art_11_5', title: 'Переписка прекращена (ст. 11 ч. 5)' },
];
const REASONS = {
  forward_whole: FORWARD,
  request_extension: EXTENSION,
  grant_extension: EXTENSION,
  propose_no_answer: GROUNDS,
  return_draft: [
    { code: 'not_on_the_merits', title: 'Не по существу или пропущен вопрос' },
    { code: 'no_proof', title: 'Нет подтверждения' },
  ],
};

/** Who may do what in which state; `mine` is the assignee. */
const ACTS = {
  RECEIVED: { registrar: ['register'] },
  REGISTERED: {
    registrar: ['confirm_competence', 'forward_whole', 'set_complained_about', 'propose_no_answer', 'withdraw'],
  },
  ON_RESOLUTION: { manager: ['resolve', 'return_to_registry'], curator: ['resolve', 'return_to_registry'] },
  ASSIGNED: { mine: ['accept'] },
  IN_WORK: {
    mine: [
      'set_outcome',
      'submit_reply',
      'request_documents',
      'record_visit',
      'request_explanations',
      'request_extension',
      'propose_no_answer',
    ],
    head: ['contribute'],
    registrar: ['withdraw'],
  },
  WAITING_DOCUMENTS: { mine: ['receive_documents', 'continue_without', 'remind'] },
  EXTENSION_REQUESTED: { signer: ['grant_extension', 'deny_extension'] },
  NO_ANSWER_PROPOSED: { signer: ['decide_no_answer', 'deny_no_answer'] },
  ON_APPROVAL: { head: ['approve', 'return_draft'] },
  ON_SIGNATURE: { signer: ['sign', 'return_draft'] },
  TO_DISPATCH: { registrar: ['dispatch'] },
  ANSWERED: { registrar: ['close', 'delivery_failed'], mine: ['set_outcome'] },
};

export function appealActs(item, who) {
  const acts = ACTS[item.state.code] ?? {};
  const mine = item.assignee?.id === users[who].id ? (acts.mine ?? []) : [];
  const legal = item.legalDueOn;
  const latest = legal ? day(Date.parse(legal) + 30 * DAY) : null;
  return [...(acts[who] ?? []), ...mine].map((act) => ({
    act,
    title: TITLES[act],
    needs: [],
    reasons: REASONS[act] ?? [],
    ways: [],
    latestOn: /extension/.test(act) ? latest : act === 'resolve' ? legal : null,
  }));
}

const MONTH = 30 * DAY;

function legalClock(item, registered) {
  const due = registered + MONTH;
  const control = due - 2 * DAY;
  item.legalDueOn = day(due);
  item.controlDueOn = day(control);
  item.nextDueAt = iso(control);
  item.workMinutesLeft = Math.round(((control - now()) / DAY) * 340);
  item.lateness = due < now() ? 'BREACHED' : control < now() ? 'CONTROL_PASSED' : 'ON_TIME';
  const steps = [
    ['p50', registered + MONTH / 2, ['ASSIGNEE']],
    ['minus_3wd', control - 3 * DAY, ['ORG_HEAD', 'MANAGER']],
    ['control_due', control, ['HEAD']],
    ['legal_due', due, ['HEAD', 'REGION_DUTY']],
  ].map(([id, at, audiences]) => ({
    id,
    at: iso(at),
    audiences,
    firedAt: at < now() ? iso(at) : null,
    calls: at < now() ? audiences.map((asked) => ({ asked, reached: asked, outcome: 'TOLD', people: [] })) : [],
    asksForAct: id !== 'p50',
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgementNote: null,
    canAcknowledge: false,
  }));
  return {
    id: `c-${item.id}-legal`,
    clock: 'legal',
    title: 'По закону',
    state: 'RUNNING',
    anchorAt: iso(registered),
    controlDueAt: iso(control),
    legalDueAt: iso(due),
    sourceDueAt: null,
    lateness: item.lateness,
    isCaseClock: true,
    isProvisional: new Date(due).getUTCFullYear() > 2026,
    explanation: [
      'Отсчёт со следующего дня после регистрации.',
      '30 календарных дней по 59-ФЗ, ст. 12 ч. 1.',
      'Последний день нерабочий: контрольный срок перенесён на предыдущий рабочий день.',
    ],
    steps,
  };
}

function registration(item, at, input) {
  numbers += 1;
  item.number = `КИЛ-О-2026/${numbers}`;
  item.details.registration = {
    number: item.number,
    registeredOn: day(at),
    outsideSystem: null,
    outsideNumber: null,
    outsideOn: null,
    pastReason: null,
    kind: 'APPLICATION',
    answerWay: 'POST',
    ...input,
  };
  item.details.answerWay = item.details.registration.answerWay;
  item.clocks = [legalClock(item, at)];
}

export function makeAppeal({ essence, address, topic, channel = 'LETTER', receivedAt = now(), applicant = null }) {
  const item = makeCase({ essence, address, topic, channel, receivedAt, applicant });
  item.regime = 'APPEAL_59FZ';
  item.details = {
    __typename: 'AppealDetails',
    answerWay: null,
    registration: null,
    questions: [],
    coAssignees: [],
    resolutions: [],
    contributions: [],
    letters: [],
    extendedUntilOn: null,
    challenged: null,
  };
  const due = receivedAt + 3 * DAY;
  item.clocks = [
    {
      ...item.clocks[0],
      clock: 'registration',
      title: 'Регистрация',
      controlDueAt: iso(due),
      legalDueAt: iso(due),
      lateness: due < now() ? 'BREACHED' : 'ON_TIME',
      explanation: ['3 календарных дня по 59-ФЗ, ст. 8 ч. 2.'],
      steps: [],
    },
  ];
  item.nextDueAt = iso(due);
  item.lateness = item.clocks[0].lateness;
  item.level = 'NONE';
  enter(item, 'RECEIVED');
  item.revision = 1;
  return item;
}

const body = (id) => organizations.find((item) => item.id === id) ?? null;
const user = (id) => Object.values(users).find((item) => item.id === id) ?? null;
const letter = (kind, input) => ({ id: randomUUID(), kind, addressee: null, way: 'POST', text: null, ...input });

const SEEDS = [
  ['Прошу отремонтировать подъездную дорогу к ФАП и установить остановку', 'roads.repair', 1, 'RECEIVED'],
  ['Прошу разобраться с начислениями за вывоз мусора за полгода', 'zhkh.garbage', 6, 'REGISTERED'],
  ['Прошу организовать подвоз детей в школу из деревни Нежнур', 'transport.bus', 9, 'ON_RESOLUTION'],
  ['Прошу восстановить уличное освещение и ответить, кто за него отвечает', 'zhkh.light', 12, 'IN_WORK'],
  ['Жалоба на бездействие управляющей организации: протекает крыша', 'zhkh.water', 27, 'EXTENSION_REQUESTED'],
  ['Прошу открыть спортивную секцию в доме культуры', 'culture.club', 21, 'ON_SIGNATURE'],
  ['Прошу выдать копию решения о благоустройстве двора', 'zhkh.garbage', 25, 'TO_DISPATCH'],
  ['Прошу спилить аварийные деревья у детского сада', 'zhkh.light', 33, 'ANSWERED'],
];
const ANSWER = 'Остановку у ФАП поставят до 15 мая, дорогу внесли в план ремонта на 2027 год. Отвечает дорожный отдел.';

function settle(item, state, registered) {
  const worker = item.organization.id === 'o1' ? users.executor : users.roadman;
  registration(item, registered, {
    kind: item.essence.startsWith('Жалоба') ? 'COMPLAINT' : 'APPLICATION',
    ...(state === 'IN_WORK'
      ? { outsideSystem: 'СЭД «Дело»', outsideNumber: '01-12/345', outsideOn: day(registered) }
      : {}),
  });
  const texts = [item.essence, 'Кто отвечает за содержание и когда будет готово?'];
  item.details.questions = texts.map((text, index) => ({
    id: randomUUID(),
    ordinal: index + 1,
    text,
    organization: item.organization,
    assignee: ['REGISTERED', 'ON_RESOLUTION'].includes(state) ? null : worker,
    isOutcomeConfirmed: state === 'ANSWERED',
    outcome: ['ON_SIGNATURE', 'TO_DISPATCH', 'ANSWERED'].includes(state) ? ['SUPPORTED', 'EXPLAINED'][index] : null,
  }));
  if (!['REGISTERED', 'ON_RESOLUTION'].includes(state)) {
    item.assignee = worker;
    item.details.resolutions = [
      {
        id: randomUUID(),
        at: iso(registered + 2 * DAY),
        author: users.curator,
        text: 'Рассмотреть с выездом на место, подготовить ответ автору по каждому вопросу.',
        dueOn: day(registered + 20 * DAY),
      },
    ];
    item.details.coAssignees = [{ user: users.roadhead, organization: organizations[1] }];
    item.details.contributions = [
      {
        id: randomUUID(),
        at: iso(registered + 5 * DAY),
        author: users.roadhead,
        text: 'Линия на балансе района, светильники закуплены, монтаж на следующей неделе.',
      },
    ];
  }
  if (['ON_SIGNATURE', 'TO_DISPATCH', 'ANSWERED'].includes(state))
    item.reply = reply('FINAL', ANSWER, state === 'ANSWERED' ? 'PUBLISHED' : 'APPROVED', worker, {
      approvedBy: users.head,
      publishedAt: state === 'ANSWERED' ? 'POST' : null,
    });
  if (state === 'ANSWERED')
    item.details.letters = [letter('ANSWER', { number: 'исх-118', sentOn: day(now() - 5 * DAY), way: 'POST' })];
  tell(item, users.registrar.position, 'register', `Зарегистрировано: ${item.number}`, registered);
  enter(item, state);
}

export function seedAppeals() {
  return SEEDS.map(([essence, topic, days, state]) => {
    const item = makeAppeal({
      essence,
      address: 'п. Килемары',
      topic,
      receivedAt: now() - days * DAY,
      applicant: { name: 'Житель посёлка', phone: null, email: null, postalAddress: 'п. Килемары, до востребования' },
    });
    if (state !== 'RECEIVED') settle(item, state, now() - (days - 1) * DAY);
    return item;
  });
}

const OPEN = new Set(['NEW', 'IN_PROGRESS', 'WAITING']);

function entryOf(item) {
  const { registration: known, letters, questions, extendedUntilOn } = item.details;
  const answer = letters.find((one) => one.kind === 'ANSWER');
  const end = answer ? Date.parse(answer.sentOn) : now();
  return {
    ...item,
    ...known,
    questionCount: questions.length,
    extendedUntilOn,
    answeredOn: answer?.sentOn ?? null,
    answerNumber: answer?.number ?? null,
    answerWay: answer?.way ?? known.answerWay,
    outcomes: [...new Set(questions.map((one) => one.outcome).filter(Boolean))],
    daysInWork: Math.max(1, Math.round((end - Date.parse(known.registeredOn)) / DAY)),
  };
}

export function journalRows(cases, { from, to, search, kind, state }) {
  const phases = { OPEN, ANSWERED: new Set(['ANSWERED']), CLOSED: new Set(['CLOSED']) };
  return cases
    .filter((item) => item.details.registration)
    .map(entryOf)
    .filter(
      (entry) =>
        (!from || entry.registeredOn >= from) &&
        (!to || entry.registeredOn <= to) &&
        (!kind || entry.kind === kind) &&
        (!state || phases[state].has(entry.phase)) &&
        (!search || `${entry.number} ${entry.topic.title}`.toLowerCase().includes(search.toLowerCase())),
    )
    .sort((a, b) => b.number.localeCompare(a.number));
}

/** Resolvers of the acts; `act` runs one on its case, `say` writes the timeline. */
export function appealActsRoot(act, say) {
  const move = (state, text) => (input) =>
    act(input, (item) => {
      enter(item, state);
      say(item, 'act', input.note ? `${text}: ${input.note}` : text);
    });
  const stay = (text, change) => (input) =>
    act(input, (item, who) => {
      change?.(item, input, who);
      item.revision += 1;
      say(item, 'act', text);
    });
  const by =
    (run) =>
    ({ input }) =>
      run(input);
  return {
    registerCase: ({ input }) =>
      act(input, (item) => {
        if (input.outsideNumber === 'занят') return [{ code: 'NUMBER_TAKEN', field: 'outsideNumber', parameters: [] }];
        const { kind, answerWay, registeredOn, pastReason, outsideSystem, outsideNumber, outsideOn } = input;
        const given = { kind, answerWay, registeredOn, pastReason, outsideSystem, outsideNumber, outsideOn };
        registration(item, Date.parse(registeredOn), given);
        item.details.questions = input.questions.map((question, index) => ({
          id: randomUUID(),
          ordinal: index + 1,
          text: question.text,
          organization: body(question.organization),
          assignee: null,
          outcome: null,
          isOutcomeConfirmed: false,
        }));
        enter(item, 'REGISTERED');
        say(item, 'register', `Зарегистрировано: ${item.number}`);
        return [];
      }),
    confirmCaseCompetence: by(move('ON_RESOLUTION', 'Компетенция подтверждена')),
    forwardCase: ({ input }) =>
      act(input, (item) => {
        item.details.letters.unshift(letter('NOTICE', input.notice), letter('FORWARDING', input.letter));
        enter(item, 'FORWARDED');
        say(item, 'forward', `Переадресовано: ${input.letter.addressee}`);
      }),
    nameChallengedBody: by(
      stay('Указано, на кого жалуются', (item, input) => {
        item.details.challenged = body(input.organization);
      }),
    ),
    resolveCase: ({ input }) =>
      act(input, (item, who) => {
        item.assignee = user(input.assignee);
        item.organization = body(input.organization) ?? item.organization;
        item.details.coAssignees = input.coAssignees.map((one) => ({
          user: user(one.user),
          organization: body(one.organization),
        }));
        item.details.resolutions.unshift({
          id: randomUUID(),
          at: iso(now()),
          author: who,
          text: input.text,
          dueOn: input.dueOn ?? null,
        });
        enter(item, 'ASSIGNED');
        say(item, 'resolve', `Резолюция: ${input.text}`);
      }),
    returnCaseToRegistry: by(move('REGISTERED', 'Возвращено регистратору')),
    requestCaseDocuments: ({ input }) =>
      act(input, (item) => {
        item.details.letters.unshift(letter('DOCUMENT_REQUEST', input.letter));
        enter(item, 'WAITING_DOCUMENTS');
        say(item, 'documents', `Документы запрошены: ${input.letter.addressee}`);
      }),
    remindCaseDocuments: by(stay('Напоминание отправлено')),
    receiveCaseDocuments: by(move('IN_WORK', 'Документы получены')),
    continueCaseWithoutDocuments: by(move('IN_WORK', 'Продолжено без документов')),
    recordCaseVisit: ({ input }) => stay(`Выезд ${input.visitedOn}: ${input.text}`)(input),
    requestCaseExplanations: by(stay('Пояснения запрошены')),
    contributeToCase: by(
      stay('Материалы соисполнителя', (item, input, who) => {
        item.details.contributions.push({ id: randomUUID(), at: iso(now()), author: who, text: input.text });
      }),
    ),
    requestCaseExtension: by(move('EXTENSION_REQUESTED', 'Просят продлить')),
    grantCaseExtension: ({ input }) =>
      act(input, (item) => {
        if (Date.parse(input.until) > Date.parse(item.legalDueOn) + 30 * DAY)
          return [{ code: 'BEYOND_LEGAL_BOUND', field: 'until', parameters: [] }];
        item.details.extendedUntilOn = input.until;
        item.details.letters.unshift(letter('NOTICE', input.notice));
        enter(item, 'IN_WORK');
        say(item, 'extend', `Срок продлён до ${input.until}`);
        return [];
      }),
    denyCaseExtension: by(move('IN_WORK', 'В продлении отказано')),
    proposeNoAnswer: by(move('NO_ANSWER_PROPOSED', 'Предложено не отвечать по существу')),
    decideNoAnswer: by(move('CLOSED', 'Решено не отвечать по существу')),
    denyNoAnswer: by(move('ON_RESOLUTION', 'Решено отвечать по существу')),
    signReply: by(move('TO_DISPATCH', 'Ответ подписан')),
    dispatchReply: ({ input }) =>
      act(input, (item) => {
        item.details.letters.unshift(letter('ANSWER', input.letter));
        Object.assign(item.reply, { state: 'PUBLISHED', publishedAt: input.letter.way });
        enter(item, 'ANSWERED');
        say(item, 'dispatch', `Ответ отправлен, № ${input.letter.number}`);
      }),
    recordDeliveryFailure: by(move('TO_DISPATCH', 'Ответ не доставлен')),
    setQuestionOutcomes: by(
      stay('Итоги отмечены', (item, input) => {
        for (const { question, outcome } of input.outcomes)
          item.details.questions.find((one) => one.id === question).outcome = outcome;
      }),
    ),
    closeCase: ({ input }) =>
      act(input, (item) => {
        if (item.details.questions.some((one) => !one.outcome))
          return [{ code: 'QUESTION_WITHOUT_OUTCOME', field: null, parameters: [{ name: 'questions', value: '2' }] }];
        enter(item, 'CLOSED');
        say(item, 'close', 'Закрыто в дело');
        return [];
      }),
    withdrawCase: by(move('WITHDRAWN', 'Прекращено по заявлению автора')),
  };
}
