import { describe, expect, it } from 'vitest';
import { dateTime, day, dayShort, fileSize, momentOf, number, time, today, workParts } from '@/lib/format';

const NOW = new Date('2026-11-20T10:00:00Z');

describe('moments', () => {
  it('are shown in the zone of the tenant', () => {
    expect(dateTime('2026-11-20T11:05:00Z', 'ru', 'Europe/Moscow', NOW)).toBe('20 нояб, 14:05');
    expect(dateTime('2026-11-20T11:05:00Z', 'ru', 'Asia/Yekaterinburg', NOW)).toBe('20 нояб, 16:05');
    expect(time('2026-11-20T21:30:00Z', 'ru', 'Europe/Moscow')).toBe('00:30');
  });
  it('name the year only when it is another one in that zone', () => {
    expect(dateTime('2026-12-31T20:30:00Z', 'ru', 'Europe/Moscow', NOW)).not.toContain('2026');
    expect(dateTime('2026-12-31T21:30:00Z', 'ru', 'Europe/Moscow', NOW)).toContain('2027');
  });
  it('typed by a clock of the tenant are moments of the world', () => {
    expect(momentOf('2026-11-20T14:05', 'Europe/Moscow')).toBe('2026-11-20T11:05:00.000Z');
    expect(momentOf('2026-11-20T00:30', 'Asia/Irkutsk')).toBe('2026-11-19T16:30:00.000Z');
    expect(momentOf('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(dayShort('2026-11-02', 'ru')).toBe('02.11.2026');
  });
  it('speak English', () => {
    expect(dateTime('2026-11-20T11:05:00Z', 'en', 'Europe/Moscow', NOW)).toBe('20 Nov, 14:05');
  });
});

describe('dates', () => {
  it('have no zone of their own', () => {
    expect(day('2027-05-15', 'ru')).toBe('15 мая 2027 г.');
  });
  it('take today from the zone', () => {
    expect(today('Europe/Moscow', new Date('2026-11-20T21:30:00Z'))).toBe('2026-11-21');
    expect(today('UTC', new Date('2026-11-20T21:30:00Z'))).toBe('2026-11-20');
  });
});

describe('working time', () => {
  it('falls into working days of eight hours', () => {
    expect(workParts(485)).toEqual({ days: 1, hours: 0, minutes: 0 });
    expect(workParts(479)).toEqual({ days: 0, hours: 7, minutes: 59 });
    expect(workParts(1110)).toEqual({ days: 2, hours: 2, minutes: 0 });
  });
  it('is the same on both sides of the date', () => {
    expect(workParts(-61)).toEqual({ days: 0, hours: 1, minutes: 1 });
  });
});

it('numbers and sizes are written by the language', () => {
  expect(number(10000, 'ru')).toBe('10\u00a0000');
  expect(number(10000, 'en')).toBe('10,000');
  expect(fileSize(482_133, 'ru').replace(/\s/, ' ')).toBe('471 кБ');
  expect(fileSize(5 * 1024 * 1024 + 400_000, 'en')).toBe('5.4 MB');
});
