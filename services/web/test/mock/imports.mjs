// Imports of an invented outside system: a file, its preview, a run with refused rows, differences, reconciliation.
import { randomUUID } from 'node:crypto';
import { HOUR, iso, now, users } from './invented.mjs';

const PROFILES = [
  {
    code: 'incident_management',
    title: 'Инцидент Менеджмент, выгрузка из кабинета',
    source: 'incident_management',
    sourceTitle: 'Инцидент Менеджмент',
  },
  { code: 'pos', title: 'ПОС, реестр сообщений', source: 'pos', sourceTitle: 'Госуслуги. Решаем вместе' },
];
const COLUMNS = [
  ['A', 'Номер инцидента', 'номер в источнике', false],
  ['R', 'Дата создания', 'когда поступило', false],
  ['S', 'Дата закрытия', 'когда закрыто', false],
  ['T', 'Группа тем', 'группа тем', false],
  ['U', 'Тема', 'тема', false],
  ['X', 'Населённый пункт', 'место', false],
  ['AB', 'Исполнитель', null, false],
  ['AC', 'Автор', null, false],
  ['AI', '', 'текст', true],
];
const ROWS = [
  ['884201', '17.11.2026 09:12', '', 'ЖКХ', 'Уборка снега', 'Килемары', 'Отдел ЖКХ', '', 'Не чистят тротуар у школы'],
  ['884202', '17.11.2026 10:40', '', 'Дороги', 'Ямы', 'Нежнур', 'Дорожный отдел', '', 'Яма на въезде в деревню'],
  ['884203', '18.11.2026 08:05', '18.11.2026 16:10', 'ЖКХ', 'Мусор', 'Кортлок', 'Отдел ЖКХ', '', 'Вывезите контейнеры'],
];
const REFUSED = [
  [14, 'IMPOSSIBLE_DATE', 'Дата «31.02.2026» невозможна. Исправьте столбец «Дата создания».', '884214;31.02.2026;;ЖКХ'],
  [
    57,
    'NO_EXTERNAL_ID',
    'Нет номера в источнике. Без него строку не узнать в следующей выгрузке.',
    ';19.11.2026 11:00;;ЖКХ',
  ],
  [
    103,
    'UNKNOWN_TOPIC',
    'Тема «Погода» не найдена в соответствии тем. Добавьте её в профиль.',
    '884303;19.11.2026;;Погода',
  ],
];

const pageOf = (list, first, after) => {
  const start = after ? Number(after) : 0;
  const part = list.slice(start, start + first);
  return {
    totalCount: list.length,
    pageInfo: { hasNextPage: start + part.length < list.length, endCursor: String(start + part.length) },
    edges: part.map((node, index) => ({ cursor: String(start + index + 1), node })),
  };
};

function run(name, dryRun, state, startedAt, counts, message = null) {
  return {
    id: randomUUID(),
    source: 'incident_management',
    sourceTitle: 'Инцидент Менеджмент',
    profile: 'incident_management',
    fileName: name,
    isDryRun: dryRun,
    state,
    rows: 300,
    done: 300,
    by: users.administrator,
    startedAt: iso(startedAt),
    finishedAt: iso(startedAt + 4000),
    message,
    ...counts,
  };
}

export function seedImports(cases) {
  const linked = cases.filter((item) => item.regime === 'MESSAGE').slice(0, 8);
  const difference = (item, index, field, before, after) => ({
    id: `d${index}`,
    source: 'incident_management',
    externalId: String(884_100 + index),
    case: item,
    field,
    before,
    after,
    at: iso(now() - index * HOUR),
    settledBy: null,
    settledAt: null,
  });
  return {
    uploads: new Map(),
    runs: [
      run('инциденты 2026-11-19.csv', false, 'DONE', now() - 20 * HOUR, {
        accepted: 240,
        repeated: 51,
        changed: 6,
        refused: 3,
      }),
      run(
        'инциденты 2026-11-18.csv',
        false,
        'STOPPED',
        now() - 44 * HOUR,
        {
          accepted: 0,
          repeated: 0,
          changed: 0,
          refused: 0,
        },
        'Файл пуст: в нём только строка заголовка. Выгрузите его заново.',
      ),
    ],
    differences: [
      difference(linked[0], 1, 'состояние', 'В работе', 'Закрыт'),
      difference(linked[1], 2, 'срок источника', '19.11.2026', '24.11.2026'),
      difference(linked[2], 3, 'тема', 'Уборка снега', 'Содержание дорог'),
    ],
    reconciliation: linked.slice(0, 5).map((item, index) => ({
      externalId: String(884_101 + index),
      mismatch: index < 3 ? 'CLOSED_THERE' : 'OPEN_THERE',
      stateThere: index < 3 ? 'Закрыт' : 'Не решено',
      dueThereAt: index === 1 ? iso(now() + 48 * HOUR) : null,
      seenAt: iso(now() - 20 * HOUR),
      case: item,
      caseNumber: item.number,
    })),
  };
}

export function takeUpload(imports, name, size) {
  const id = randomUUID();
  imports.uploads.set(id, { name, size });
  return { id, name, size };
}

function advance(item) {
  if (item.state !== 'RUNNING') return item;
  item.done = Math.min(300, item.done + 120);
  item.rows = 300;
  Object.assign(item, { accepted: Math.round(item.done * 0.8), repeated: Math.round(item.done * 0.17) });
  if (item.done === 300) Object.assign(item, { state: 'DONE', refused: 3, finishedAt: iso(now()) });
  return item;
}

export function importsRoot(imports, who, view) {
  const shown = (item) => (item ? view(item) : null);
  return {
    importProfiles: () => PROFILES,
    importPreview: ({ upload, profile }) => ({
      encoding: 'windows-1251',
      separator: ';',
      rowCount: 300,
      columns: COLUMNS.map(([letter, header, field, isByLetter]) => ({
        letter,
        header,
        field,
        isByLetter,
        isAuthor: header === 'Автор',
      })),
      rows: ROWS,
      missing: profile === 'pos' ? ['дата ответа'] : [],
      problem:
        imports.uploads.get(upload).size === 0
          ? { code: 'FILE_EMPTY', message: 'Файл пуст. Выгрузите его из источника заново.' }
          : null,
    }),
    importRuns: ({ first, after }) => pageOf(imports.runs, first, after),
    importRun: ({ id }) => {
      const found = imports.runs.find((item) => item.id === id);
      if (!found) return null;
      const rows = REFUSED.map(([line, code, reason, raw]) => ({ line, code, reason, raw }));
      return {
        ...advance(found),
        refusals: ({ first, after }) => pageOf(found.refused > 0 ? rows : [], first, after),
      };
    },
    startImport: ({ input }) => {
      const file = imports.uploads.get(input.upload);
      const counts = { accepted: 0, repeated: 0, changed: 0, refused: 0 };
      const started = run(file.name, input.dryRun, 'RUNNING', now(), counts);
      Object.assign(started, { rows: 300, done: 0, finishedAt: null, by: users[who] });
      imports.runs.unshift(started);
      return { run: started, refusals: [] };
    },
    sourceDifferences: ({ source, first, after }) =>
      pageOf(
        imports.differences
          .filter((item) => !item.settledAt && (!source || item.source === source))
          .map((item) => ({ ...item, case: who === 'administrator' ? null : shown(item.case) })),
        first,
        after,
      ),
    settleDifferences: ({ input }) => {
      const chosen = imports.differences.filter((item) => input.differences.includes(item.id));
      for (const item of chosen) Object.assign(item, { settledAt: iso(now()), settledBy: users[who] });
      return { settled: chosen.length, refusals: [] };
    },
    reconciliation: ({ source, mismatch, first, after }) => {
      const of = source === 'incident_management' ? imports.reconciliation : [];
      const rows = of.filter((item) => !mismatch || item.mismatch === mismatch);
      return {
        ...pageOf(
          rows.map((item) => ({ ...item, case: who === 'administrator' ? null : shown(item.case) })),
          first,
          after,
        ),
        closedThere: of.filter((item) => item.mismatch === 'CLOSED_THERE').length,
        openThere: of.filter((item) => item.mismatch === 'OPEN_THERE').length,
      };
    },
  };
}
