// An invented centre and region for looking at the screens; nothing here is true, nobody here exists.
import { randomUUID } from 'node:crypto';

export const HOUR = 3_600_000;
export const iso = (time) => new Date(time).toISOString();
export const now = () => Date.now();

export const tenants = {
  kilemary: {
    id: 'tenant-kilemary',
    code: 'kilemary',
    name: 'Муниципальный центр управления Килемарского района',
    shortName: 'Килемарский район',
    kind: 'MUNICIPAL',
    zone: 'Europe/Moscow',
  },
  'mari-el': {
    id: 'tenant-mari-el',
    code: 'mari-el',
    name: 'Центр управления регионом Республики Марий Эл',
    shortName: 'ЦУР Марий Эл',
    kind: 'REGIONAL',
    zone: 'Europe/Moscow',
  },
};

const person = (id, position, organization) => ({ id, position, organization });
export const users = {
  coordinator: person('u1', 'Координатор МЦУ', null),
  executor: person('u2', 'Мастер участка ЖКХ', 'o1'),
  head: person('u3', 'Директор МУП «Жилкомхоз»', 'o1'),
  publisher: person('u4', 'Ответственный за официальные страницы', null),
  manager: person('u5', 'Начальник отдела, руководитель МЦУ', null),
  roadman: person('u6', 'Инженер дорожного отдела', 'o2'),
  roadhead: person('u7', 'Начальник дорожного отдела', 'o2'),
  teacher: person('u8', 'Методист отдела образования', 'o3'),
  curator: person('u9', 'Заместитель главы администрации, куратор', null),
  registrar: person('u10', 'Специалист по обращениям граждан', null),
  signer: person('u11', 'Глава администрации', null),
  administrator: person('u12', 'Администратор центра', null),
  analyst: person('u20', 'Аналитик ЦУР', null),
};

export const organizations = [
  { id: 'o1', code: 'zhkh', name: 'МУП «Жилкомхоз»' },
  { id: 'o2', code: 'roads', name: 'Дорожный отдел администрации' },
  { id: 'o3', code: 'edu', name: 'Отдел образования' },
  { id: 'o4', code: 'culture', name: 'Районный дом культуры' },
];
export const blocks = [
  { id: 'b1', code: 'zhkh', name: 'ЖКХ и благоустройство', hasLead: true },
  { id: 'b2', code: 'roads', name: 'Дороги и транспорт', hasLead: false },
  { id: 'b3', code: 'social', name: 'Образование и культура', hasLead: true },
];
const topic = (code, title, topicClass, sphere, block, organization, isRestricted = false) => ({
  code,
  title,
  topicClass,
  sphere,
  isRestricted,
  block,
  organization,
});
export const topics = [
  topic('zhkh.water', 'Нет воды', 'FAST', 'ZHKH', 'b1', 'o1'),
  topic('zhkh.power', 'Оборвало провод', 'EMERGENCY', 'ZHKH', 'b1', 'o1'),
  topic('zhkh.garbage', 'Не вывозят мусор', 'NORMAL', 'ZHKH', 'b1', 'o1'),
  topic('zhkh.light', 'Не горит уличный фонарь', 'NORMAL', 'ZHKH', 'b1', 'o1'),
  topic('roads.pothole', 'Яма на дороге', 'NORMAL', 'ROADS', 'b2', 'o2'),
  topic('roads.snow', 'Не чищен снег', 'FAST', 'ROADS', 'b2', 'o2'),
  topic('roads.repair', 'Ремонт дороги', 'PLANNING', 'ROADS', 'b2', 'o2'),
  topic('transport.bus', 'Автобус не пришёл', 'NORMAL', 'TRANSPORT', 'b2', 'o2'),
  topic('education.cold', 'Холодно в школе', 'FAST', 'EDUCATION', 'b3', 'o3'),
  topic('culture.club', 'Работа клуба', 'PLANNING', 'CULTURE', 'b3', 'o4'),
];

const STATES = {
  NEW: ['NEW', 'Новое'],
  ASSIGNED: ['IN_PROGRESS', 'Назначено'],
  IN_WORK: ['IN_PROGRESS', 'В работе'],
  ON_APPROVAL: ['IN_PROGRESS', 'На согласовании'],
  TO_PUBLISH: ['IN_PROGRESS', 'К публикации'],
  ANSWERED_INTERIM: ['WAITING', 'Дан промежуточный ответ'],
  ANSWERED: ['ANSWERED', 'Дан ответ'],
  POSTPONED: ['ANSWERED', 'Отложенное решение'],
  CLOSED: ['CLOSED', 'Закрыто'],
  NOT_INCIDENT: ['CLOSED', 'Не инцидент'],
  RECEIVED: ['NEW', 'Поступило'],
  REGISTERED: ['NEW', 'Зарегистрировано'],
  ON_RESOLUTION: ['IN_PROGRESS', 'На резолюции'],
  WAITING_DOCUMENTS: ['WAITING', 'Запрошены документы'],
  EXTENSION_REQUESTED: ['WAITING', 'Просят продлить'],
  ON_SIGNATURE: ['IN_PROGRESS', 'На подписи'],
  TO_DISPATCH: ['IN_PROGRESS', 'К отправке'],
  NO_ANSWER_PROPOSED: ['IN_PROGRESS', 'Предложено не отвечать по существу'],
  FORWARDED: ['CLOSED', 'Переадресовано'],
  WITHDRAWN: ['CLOSED', 'Прекращено по заявлению автора'],
};

export function enter(item, state) {
  const [phase, title] = STATES[state];
  item.phase = phase;
  item.state = { code: state, title };
  item.revision += 1;
  if (phase === 'ANSWERED' || phase === 'CLOSED') {
    for (const clock of item.clocks)
      if (clock.state === 'RUNNING') clock.state = phase === 'CLOSED' ? 'CANCELLED' : 'MET';
    item.nextDueAt = null;
    item.workMinutesLeft = null;
  }
}

export function tell(item, actor, kind, text, at = now()) {
  item.timelineRows.push({
    id: `t${String(item.timelineRows.length).padStart(4, '0')}`,
    at: iso(at),
    actor,
    kind,
    text,
  });
}

const LADDER = [
  ['p50', 0.5, ['ASSIGNEE', 'COORDINATOR'], 'EXECUTOR'],
  ['p80', 0.8, ['ASSIGNEE', 'ORG_HEAD'], 'ORG_HEAD'],
  ['due', 1, ['BLOCK_LEAD', 'MANAGER'], 'MANAGER'],
  ['plus_4wh', 1.5, ['CURATOR'], 'CURATOR'],
  ['plus_1wd', 2.1, ['HEAD'], 'HEAD'],
  ['plus_2wd', 3.2, ['REGION_DUTY'], 'REGION'],
];

function callsOf(audiences, item) {
  return audiences.map((asked) => {
    if (asked === 'BLOCK_LEAD' && item.block.id === 'b2')
      return { asked, reached: 'MANAGER', outcome: 'NO_POST', people: [users.manager] };
    const people = {
      ASSIGNEE: item.assignee,
      ORG_HEAD: users.head,
      MANAGER: users.manager,
      CURATOR: users.curator,
      COORDINATOR: users.coordinator,
    };
    return { asked, reached: asked, outcome: 'TOLD', people: people[asked] ? [people[asked]] : [] };
  });
}

function ladder(item, from, due) {
  return LADDER.map(([id, at, audiences, level]) => {
    const moment = from + (due - from) * at;
    const fired = moment <= now();
    if (fired) item.level = level;
    return {
      id,
      at: iso(moment),
      audiences,
      firedAt: fired ? iso(moment + 20_000) : null,
      calls: fired ? callsOf(audiences, item) : [],
      asksForAct: id !== 'p50',
      acknowledgedAt: null,
      acknowledgedBy: null,
      acknowledgementNote: null,
      canAcknowledge: fired && id === 'due',
    };
  });
}

const LIMITS = { EMERGENCY: 2, FAST: 5, NORMAL: 9, PLANNING: 9 };

function firstReply(item, receivedAt) {
  const due = receivedAt + LIMITS[item.topic.topicClass] * HOUR;
  item.nextDueAt = iso(due);
  item.workMinutesLeft = Math.round((due - now()) / 60_000);
  item.lateness = due > now() ? 'ON_TIME' : due + 3 * HOUR > now() ? 'CONTROL_PASSED' : 'BREACHED';
  return {
    id: `c-${item.id}-1`,
    clock: 'first_reply',
    title: 'Первый ответ',
    state: 'RUNNING',
    anchorAt: iso(receivedAt),
    controlDueAt: iso(due),
    legalDueAt: null,
    sourceDueAt: null,
    lateness: item.lateness,
    isCaseClock: true,
    isProvisional: false,
    explanation: [
      'Отсчёт с поступления: сообщение принято в рабочее время.',
      `Предел для темы «${item.topic.title}»: ${LIMITS[item.topic.topicClass]} рабочих часов.`,
      'Обед с 13:00 до 14:00 не считается.',
    ],
    steps: ladder(item, receivedAt, due),
  };
}

const routeOf = (topic, block) => [
  { code: 'topic', text: `Тема «${topic.title}» ведёт в блок «${block.name}».` },
  { code: 'organization', text: 'Орган назван правилом маршрута этой темы.' },
  ...(block.hasLead ? [] : [{ code: 'fallback', text: 'Руководителя блока нет: решает руководитель МЦУ.' }]),
];

let counter = 100;

export function makeCase({
  essence,
  address,
  topic: code,
  channel = 'PHONE',
  receivedAt = now(),
  threadUrl = null,
  applicant = null,
}) {
  const found = topics.find((item) => item.code === code);
  const block = blocks.find((item) => item.id === found.block);
  counter += 1;
  const item = {
    id: randomUUID(),
    number: `КИЛ-2026-${String(counter).padStart(6, '0')}`,
    revision: 1,
    regime: 'MESSAGE',
    details: { __typename: 'MessageDetails', threadUrl },
    essence,
    address,
    channel,
    topic: found,
    block,
    organization: organizations.find((o) => o.id === found.organization),
    assignee: null,
    lateness: 'ON_TIME',
    level: 'NONE',
    route: routeOf(found, block),
    controlDueOn: null,
    legalDueOn: null,
    sourceDueAt: null,
    receivedAt: iso(receivedAt),
    clocks: [],
    reply: null,
    timelineRows: [],
    comments: [],
    attachments: [],
    applicant,
  };
  item.clocks.push(firstReply(item, receivedAt));
  const take = receivedAt + HOUR;
  item.clocks.push({
    ...item.clocks[0],
    id: `c-${item.id}-2`,
    clock: 'take',
    title: 'Разобрать',
    isCaseClock: false,
    controlDueAt: iso(take),
    lateness: take > now() ? 'ON_TIME' : 'CONTROL_PASSED',
    explanation: ['1 рабочий час на разбор нового сообщения.'],
    steps: [],
  });
  enter(item, 'NEW');
  item.revision = 1;
  tell(item, 'Система', 'entered', `Поступило, канал «телефон», тема «${found.title}»`, receivedAt);
  tell(item, 'Система', 'routed', `Направлено: ${block.name}, ${item.organization.name}`, receivedAt + 1000);
  return item;
}

const SEEDS = [
  ['Третий день нет воды в доме, слесарь не приходит', 'п. Килемары, ул. Садовая, 14', 'zhkh.water', 9, 'IN_WORK'],
  ['Искрит и провис провод у школьного забора', 'с. Кортлок, ул. Школьная, 2', 'zhkh.power', 1.2, 'ASSIGNED'],
  ['Глубокая яма на повороте к почте, пробил колесо', 'п. Килемары, ул. Мира', 'roads.pothole', 30, 'ON_APPROVAL'],
  ['Не чистят снег на спуске к мосту', 'д. Нежнур', 'roads.snow', 4.4, 'NEW'],
  ['Переполнены контейнеры у дома 7', 'п. Килемары, ул. Вохминцева, 7', 'zhkh.garbage', 7.2, 'NEW'],
  ['В первом классе 15 градусов, дети сидят в куртках', 'с. Ардинское, школа', 'education.cold', 3.1, 'IN_WORK'],
  ['Утренний автобус не пришёл второй раз за неделю', 'с. Визимьяры', 'transport.bus', 6, 'TO_PUBLISH'],
  ['Не горит фонарь у остановки', 'п. Килемары, ул. Кооперативная', 'zhkh.light', 2, 'NEW'],
  ['Когда отремонтируют дорогу до кладбища?', 'д. Широкундыш', 'roads.repair', 26, 'POSTPONED'],
  ['Когда откроют клуб после ремонта', 'с. Большая Кибеевка', 'culture.club', 3, 'ANSWERED_INTERIM'],
  [
    'Мусор сжигают прямо за контейнерной площадкой, дым идёт в дома; уже звонили в управляющую компанию, обещали разобраться ещё в понедельник, но ничего не изменилось, просим принять меры и ответить, кто отвечает за эту площадку',
    'п. Килемары, ул. Новая',
    'zhkh.garbage',
    5,
    'ASSIGNED',
  ],
  ['Провалился люк у магазина', 'п. Килемары, ул. Мира, 3', 'roads.pothole', 11, 'ANSWERED'],
  ['Спасибо за почищенную дорогу', 'д. Нежнур', 'roads.snow', 40, 'NOT_INCIDENT'],
];

export const reply = (kind, text, state, author, extra = {}) => ({
  id: randomUUID(),
  kind,
  state,
  text,
  author,
  approvedBy: null,
  isSelfApproved: false,
  publishedAt: null,
  promisedOn: null,
  ...extra,
});

const ANSWER =
  'Яму засыпали щебнем 19 ноября. Асфальт положат, когда позволит погода, не позднее 15 мая. За работы отвечает дорожный отдел.';

function settle(item, state) {
  const worker = item.organization.id === 'o1' ? users.executor : users.roadman;
  if (!['NEW', 'NOT_INCIDENT'].includes(state)) {
    item.assignee = worker;
    tell(item, users.coordinator.position, 'assign', `Назначен исполнитель: ${worker.position}`, now() - 2 * HOUR);
  }
  if (['ON_APPROVAL', 'TO_PUBLISH'].includes(state))
    item.reply = reply('FINAL', ANSWER, state === 'ON_APPROVAL' ? 'SUBMITTED' : 'APPROVED', worker);
  if (state === 'ANSWERED_INTERIM')
    item.reply = reply('INTERIM', 'Идёт приёмка работ, точную дату назовём до конца недели.', 'PUBLISHED', worker, {
      approvedBy: users.head,
      publishedAt: 'https://example.org/wall-1_22',
      promisedOn: '2026-11-27',
    });
  if (state === 'POSTPONED')
    item.reply = reply('POSTPONED', 'Дорога внесена в план 2027 года.', 'PUBLISHED', worker, {
      approvedBy: users.head,
      isSelfApproved: true,
      publishedAt: 'По телефону',
      promisedOn: '2027-08-01',
    });
  if (state === 'ANSWERED') {
    item.reply = reply('FINAL', ANSWER, 'PUBLISHED', worker, { approvedBy: users.head, publishedAt: 'telephone' });
    item.channel = 'INCIDENT_MANAGEMENT';
    item.toSource = true;
  }
  enter(item, state);
}

export function seed(count) {
  const cases = [];
  for (let index = 0; index < count; index += 1) {
    const [essence, address, code, hours, state] = SEEDS[index % SEEDS.length];
    const round = Math.floor(index / SEEDS.length);
    const item = makeCase({
      essence,
      address,
      topic: code,
      receivedAt: now() - (hours + round * 0.31) * HOUR,
      channel: index % 3 === 2 ? 'OFFICIAL_PAGE' : 'PHONE',
      threadUrl: index % 3 === 2 ? 'https://example.org/wall-1_100' : null,
      applicant:
        index % 2 === 0
          ? { name: 'Житель улицы Садовой', phone: '+7 000 000-00-00', email: null, postalAddress: null }
          : null,
    });
    settle(item, state);
    if (index === 0) {
      item.comments.push({
        id: 'k1',
        at: iso(now() - HOUR),
        author: users.coordinator,
        text: 'Звонили соседи из 16-го дома, у них то же самое.',
      });
      item.attachments.push({
        id: 'a1',
        name: 'колодец у дома 14.jpg',
        mediaType: 'image/jpeg',
        size: 482_133,
        url: '#',
      });
      const step = item.clocks[0].steps[1];
      if (step?.firedAt)
        Object.assign(step, {
          acknowledgedAt: iso(now() - HOUR),
          acknowledgedBy: users.head,
          acknowledgementNote: 'Решаю до 16:00: бригада выехала, меняем задвижку.',
        });
    }
    cases.push(item);
  }
  return cases.sort((a, b) => (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9'));
}
