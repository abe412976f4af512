// The invented region: its members and their late cases.
import { HOUR, iso, now, topics } from './invented.mjs';

const MEMBERS = [
  'Килемарский район',
  'Горномарийский район',
  'Медведевский район',
  'Звениговский район',
  'Волжский район',
  'Моркинский район',
  'Сернурский район',
  'Юринский район',
];
export const members = MEMBERS.map((shortName, index) => ({
  id: `m${index}`,
  code: `m${index}`,
  name: `${shortName} Республики Марий Эл`,
  shortName,
}));

export function seedLate(count) {
  const levels = ['MANAGER', 'CURATOR', 'HEAD', 'REGION'];
  return Array.from({ length: count }, (_, index) => {
    const days = Math.max(0, 9 - Math.floor(index / 4));
    const level = levels[Math.min(3, Math.max(0, Math.ceil(days / 2.5) - 1 + (index % 2)))];
    const due = now() - days * 24 * HOUR - HOUR;
    const step = (id, ahead, extra = {}) => ({
      timer: `timer-${index}`,
      clock: 'first_reply',
      id,
      at: iso(due + ahead),
      firedAt: iso(due + ahead + 9000),
      acknowledgedAt: null,
      acknowledgementNote: null,
      canAcknowledge: false,
      ...extra,
    });
    return {
      id: `late-${index}`,
      tenant: members[index % members.length],
      number: `${['КИЛ', 'ГОР', 'МЕД', 'ЗВН', 'ВЛЖ', 'МРК', 'СРН', 'ЮРН'][index % 8]}-2026-${String(300 + index).padStart(6, '0')}`,
      revision: 7,
      regime: 'MESSAGE',
      phase: index % 5 === 0 ? 'NEW' : 'IN_PROGRESS',
      lateness: days > 0 ? 'BREACHED' : 'CONTROL_PASSED',
      level,
      topic: topics[index % topics.length],
      receivedAt: iso(due - 9 * HOUR),
      nextDueAt: iso(due),
      lateDays: days,
      steps: [
        step('due', 0),
        ...(days > 0
          ? [
              step('plus_4wh', 4 * HOUR, {
                acknowledgedAt: iso(due + 5 * HOUR),
                acknowledgementNote: 'Решаю до вечера',
              }),
              step('plus_1wd', 22 * HOUR),
            ]
          : []),
        ...(level === 'REGION' ? [step('plus_2wd', 46 * HOUR, { canAcknowledge: true })] : []),
      ],
    };
  });
}
