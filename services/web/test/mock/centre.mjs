// The composition of the invented centre over time.
import { randomUUID } from 'node:crypto';
import { users } from './invented.mjs';

const ACT = 'постановление от 14.02.2024 № 112';
const FUNCTIONS = [
  ['monitoring', 'Мониторинг сообщений и публичного поля', 'ON', 'п. 1.2а, 2.1в'],
  ['satisfaction', 'Удовлетворённость ответами', 'ON', 'п. 2.2а'],
  ['rating', 'Рейтинг органов и учреждений', 'ON', 'п. 2.3'],
  ['meetings', 'Заседания', 'ON', 'п. 4.6'],
  ['emergency_calls', 'Вызов экстренных служб', 'OFF', 'п. 5.1'],
  ['thematic_lines', 'Тематические линии', 'NOT_STATED', null],
  ['seasonal_problems', 'Сезонные проблемы', 'NOT_STATED', null],
  ['joint_projects', 'Проекты с внешними участниками', 'NOT_STATED', null],
];

const held = (user, fromOn, toOn = null, note = null) => ({
  id: randomUUID(),
  user,
  fromOn,
  toOn,
  act: ACT,
  endedByAct: toOn ? 'распоряжение от 30.09.2026 № 41' : null,
  note,
});

const seat = (code, kind, position, roles, appointments, more = {}) => ({
  id: `seat-${code}`,
  code,
  kind,
  position,
  roles,
  appointments,
  isExternal: false,
  isByAgreement: false,
  warnings: [],
  blocks: [],
  directions: [],
  ...more,
});

export function seedCentre() {
  return {
    seats: [
      seat('head', 'head_of_administration', 'Глава администрации', ['глава'], [held(users.signer, '2024-02-14')]),
      seat('curator', 'curator', 'Заместитель главы, куратор', ['куратор'], [held(users.curator, '2024-02-14')], {
        directions: ['ЖКХ', 'Дороги'],
      }),
      seat(
        'manager',
        'manager',
        'Руководитель МЦУ',
        ['руководитель'],
        [held(users.manager, '2026-10-01'), held(users.publisher, '2024-02-14', '2026-09-30', 'временно')],
      ),
      seat(
        'lead-zhkh',
        'block_lead',
        'Руководитель блока ЖКХ',
        ['руководитель блока'],
        [held(users.head, '2024-03-01')],
        {
          blocks: ['ЖКХ и благоустройство'],
        },
      ),
      seat('lead-roads', 'block_lead', 'Руководитель блока дорог', ['руководитель блока'], [], {
        blocks: ['Дороги и транспорт'],
        warnings: ['Акт требует здесь должность не ниже заместителя главы.'],
      }),
      seat('cur', 'region_representative', 'Представитель ЦУР', ['участник'], [], {
        isExternal: true,
        isByAgreement: true,
      }),
    ],
    blocks: [
      {
        id: 'b1',
        code: 'zhkh',
        versions: [
          { version: 2, name: 'ЖКХ и благоустройство', fromOn: '2026-01-01', toOn: null, act: ACT },
          { version: 1, name: 'ЖКХ', fromOn: '2024-02-14', toOn: '2025-12-31', act: ACT },
        ],
      },
      {
        id: 'b2',
        code: 'roads',
        versions: [{ version: 1, name: 'Дороги и транспорт', fromOn: '2024-02-14', toOn: null, act: ACT }],
      },
    ],
    acts: [
      {
        id: 'act2',
        kind: 'постановление',
        number: '388',
        signedOn: '2025-12-20',
        title: 'О внесении изменений в состав центра',
        effectiveOn: '2026-01-01',
        isDraft: false,
        supersedes: null,
      },
      {
        id: 'act1',
        kind: 'постановление',
        number: '112',
        signedOn: '2024-02-14',
        title: 'О создании муниципального центра управления',
        effectiveOn: '2024-02-14',
        isDraft: false,
        supersedes: null,
      },
    ],
    functions: FUNCTIONS.map(([code, name, state, clause]) => ({
      code,
      name,
      state,
      clause,
      isShown: state === 'ON',
      note: null,
      switchedBy: null,
    })),
  };
}

const vacantOn = (item, on) => !item.appointments.some((one) => one.fromOn <= on && (!one.toOn || one.toOn >= on));

export function centreRoot(centre, cases, who) {
  const today = () => new Date().toISOString().slice(0, 10);
  const shown = (on) => {
    const shownOn = on ?? today();
    return {
      ...centre,
      shownOn,
      isDraft: false,
      isEnded: false,
      people: Object.values(users),
      seats: centre.seats.map((item) => ({ ...item, isVacant: vacantOn(item, shownOn) })),
    };
  };
  const answer = (refusals = [], openCases = []) => ({
    composition: refusals.length > 0 ? null : shown(),
    openCases,
    refusals,
  });
  return {
    composition: ({ on }) => shown(on),
    appointToSeat: ({ input }) => {
      const item = centre.seats.find((one) => one.id === input.seat);
      if (item.kind === 'block_lead' && !input.rank)
        return answer([{ code: 'FIELD_REQUIRED', field: 'rank', parameters: [] }]);
      if (item.appointments.some((one) => !one.toOn || one.toOn >= input.from)) {
        const parameters = [{ name: 'position', value: item.position }];
        return answer([{ code: 'APPOINTMENTS_OVERLAP', field: 'from', parameters }]);
      }
      const user = Object.values(users).find((one) => one.id === input.user);
      item.appointments.unshift(held(user, input.from, input.to ?? null, input.note ?? null));
      return answer();
    },
    endAppointment: ({ input }) => {
      const found = centre.seats.flatMap((item) => item.appointments).find((one) => one.id === input.appointment);
      found.toOn = input.to;
      return answer([], cases.filter((item) => item.assignee?.id === found.user.id).slice(0, 3));
    },
    setFunction: ({ input }) => {
      const found = centre.functions.find((one) => one.code === input.function);
      Object.assign(found, { isShown: input.on, note: input.note, switchedBy: users[who] });
      return answer();
    },
  };
}
