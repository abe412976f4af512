import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentType, ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActFormProps } from '@/features/card/ActFrame';
import { type AvailableAct, isTypedIn, nextOf, offersOf } from '@/features/card/acts';
import { AppealForm } from '@/features/card/appeal/AppealForm';
import { AppealParts } from '@/features/card/appeal/AppealParts';
import { ReplyCopy } from '@/features/card/ReplyCopy';
import { holdersOn, othersThan, type Seat } from '@/features/centre/queries';
import type { AppealCardFragment, CaseCardFragment } from '@/gen/tenant';
import { withTexts } from '@/lib/i18n';
import { type Me, MeContext } from '@/lib/me';

const ME: Me = {
  home: { kind: 't', code: 'kilemary' },
  user: { id: 'u1', position: 'Специалист' },
  name: '',
  shortName: '',
  zone: 'Europe/Moscow',
  actions: new Set(),
  isDraft: false,
};

const QUESTIONS = [1, 2].map((ordinal) => ({
  id: `q${ordinal}`,
  ordinal,
  text: `Вопрос о дороге ${ordinal}`,
  organization: { id: 'o1', name: 'Дорожный отдел' },
  assignee: null,
  outcome: null,
  isOutcomeConfirmed: false,
}));

const DETAILS: AppealCardFragment = {
  answerWay: 'EMAIL',
  extendedUntilOn: '2026-12-30',
  registration: {
    number: 'КИЛ-О-2026/7',
    registeredOn: '2026-11-02',
    outsideSystem: 'СЭД',
    outsideNumber: '01-12/3',
    outsideOn: '2026-11-02',
    kind: 'COMPLAINT',
    answerWay: 'EMAIL',
    pastReason: null,
  },
  questions: QUESTIONS,
  coAssignees: [],
  resolutions: [],
  contributions: [],
  letters: [],
  challenged: { id: 'o2', name: 'Управление ЖКХ' },
};

const CARD = {
  id: 'c1',
  number: 'КИЛ-2026-000007',
  revision: 3,
  regime: 'APPEAL_59FZ',
  channel: 'LETTER',
  essence: 'Прошу починить дорогу',
  organization: { id: 'o1', name: 'Дорожный отдел' },
  details: DETAILS,
} as CaseCardFragment;

const act = (name: string): AvailableAct => ({
  act: name,
  title: name,
  needs: [],
  reasons: [],
  ways: [],
  latestOn: null,
});

function form(key: string, more: Partial<AvailableAct> = {}, card = CARD) {
  const onClose = vi.fn();
  const [offer] = offersOf([{ ...act(key), ...more }], undefined);
  if (!offer) throw new Error(`${key} is not offered`);
  const Form: ComponentType<ActFormProps> = AppealForm;
  render(<Form card={card} offer={offer} title="Отправить" onClose={onClose} />, { wrapper });
  return { onClose, submit: () => screen.getByRole('button', { name: 'Отправить' }) };
}

function wrapper({ children }: { children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <MantineProvider>
      <QueryClientProvider client={client}>
        <MeContext value={ME}>{children}</MeContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What went to the server, and the answer that it gives. */
let sent: { input: Record<string, unknown> }[] = [];
let answer: Record<string, unknown> = {};

beforeAll(() => withTexts(Promise.resolve()));
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const { variables } = JSON.parse(String(init.body)) as { variables: { input?: Record<string, unknown> } };
    if (variables.input) sent.push({ input: variables.input });
    return new Response(JSON.stringify({ data: variables.input ? answer : { organizations: [], assignees: [] } }));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('acts of an appeal', () => {
  it('offer what moves it on first, and what ends it never as the next act', () => {
    const offers = offersOf(['withdraw', 'forward_whole', 'confirm_competence'].map(act), undefined);
    expect(offers.map((offer) => offer.key)).toEqual(['confirm_competence', 'forward_whole', 'withdraw']);
    expect(nextOf(offers)?.key).toBe('confirm_competence');
    expect(nextOf(offers.slice(1))).toBeUndefined();
  });
  it('forward it with two numbered letters, the notice by the way the author asked for', async () => {
    answer = { forwardCase: { case: null, refusals: [] } };
    const { onClose, submit } = form('forward_whole', { reasons: [{ code: 'regional_body', title: 'Региональный' }] });
    expect(submit()).toBeDisabled();
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('Региональный'));
    await user.type(screen.getByLabelText(/^Кому/), 'Министерство');
    const [first, second] = screen.getAllByLabelText(/^Исходящий номер/);
    await user.type(first as HTMLElement, '12');
    expect(submit()).toBeDisabled();
    await user.type(second as HTMLElement, '13');
    await user.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent[0]?.input).toMatchObject({
      case: 'c1',
      expectedRevision: 3,
      reason: 'regional_body',
      letter: { number: '12', addressee: 'Министерство', way: 'POST' },
      notice: { number: '13', addressee: null, way: 'EMAIL' },
    });
  });
  it('register it only with its kind and way, and ask why when it is dated back', async () => {
    answer = {
      registerCase: { case: null, refusals: [{ code: 'NUMBER_TAKEN', field: 'outsideNumber', parameters: [] }] },
    };
    const { submit } = form('register');
    const user = userEvent.setup();
    await user.click(screen.getByLabelText('жалоба'));
    fireEvent.change(screen.getByLabelText(/^Дата регистрации/), { target: { value: '2020-01-09' } });
    expect(submit()).toBeDisabled();
    await user.type(screen.getByLabelText(/^Почему задним числом/), 'Нашли в папке');
    await user.type(screen.getByLabelText('Система'), 'СЭД');
    expect(screen.getByText(/оставьте оба пустыми/)).toBeInTheDocument();
    expect(submit()).toBeDisabled();
    await user.type(screen.getByLabelText('Номер'), '5');
    await user.click(submit());
    expect(await screen.findByText(/номер уже занят/)).toBeInTheDocument();
    expect(sent[0]?.input).toMatchObject({
      kind: 'COMPLAINT',
      answerWay: 'EMAIL',
      registeredOn: '2020-01-09',
      pastReason: 'Нашли в папке',
      outsideSystem: 'СЭД',
      outsideNumber: '5',
      outsideOn: '2020-01-09',
      questions: [{ text: 'Прошу починить дорогу', organization: 'o1' }],
    });
  });
  it('need words where the words are the act', async () => {
    answer = { withdrawCase: { case: null, refusals: [] } };
    const { onClose, submit } = form('withdraw');
    expect(submit()).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/заявления автора/), '№ 4 от 20.11.2026');
    await userEvent.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent[0]?.input).toMatchObject({ note: '№ 4 от 20.11.2026' });
    expect(sent[0]?.input).not.toHaveProperty('reason');
  });
  it('send no notice where the ground asks for none', async () => {
    answer = { decideNoAnswer: { case: null, refusals: [] } };
    const { onClose, submit } = form('decide_no_answer', { reasons: [{ code: 'art_11_1', title: 'Нет адреса' }] });
    await userEvent.click(screen.getByLabelText('Нет адреса'));
    await userEvent.click(submit());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(sent[0]?.input).toMatchObject({ reason: 'art_11_1', notice: null });
  });
  it('say the last day of the law where a term is extended', () => {
    form('grant_extension', { latestOn: '2026-12-30' });
    expect(screen.getByText('По закону не позже 30 декабря 2026 г.')).toBeInTheDocument();
    expect(screen.getByLabelText(/^До какой даты/)).toHaveAttribute('max', '2026-12-30');
  });
});

it('an appeal shows its registration, questions and whom it is about', () => {
  render(<AppealParts details={DETAILS} />, { wrapper });
  expect(screen.getByText('№ КИЛ-О-2026/7 от 2 ноября 2026 г.')).toBeInTheDocument();
  expect(screen.getByText('№ 01-12/3 от 2 ноября 2026 г.')).toBeInTheDocument();
  expect(screen.getByText('30 декабря 2026 г.')).toBeInTheDocument();
  expect(screen.getByText('Управление ЖКХ')).toBeInTheDocument();
  expect(screen.getByText('2. Вопрос о дороге 2')).toBeInTheDocument();
});

describe('an answer for the source', () => {
  it('is asked for where the source takes none from outside', () => {
    const message = { ...CARD, regime: 'MESSAGE' } as CaseCardFragment;
    expect(isTypedIn({ ...message, channel: 'POS' })).toBe(true);
    expect(isTypedIn({ ...message, channel: 'INCIDENT_MANAGEMENT' })).toBe(true);
    expect(isTypedIn({ ...message, channel: 'PHONE' })).toBe(false);
    expect(isTypedIn({ ...CARD, channel: 'POS' })).toBe(false);
  });
  it('is copied as it is, its length counted by characters', async () => {
    const user = userEvent.setup();
    render(<ReplyCopy text={'Готово 🚧'} />, { wrapper });
    expect(screen.getByText('8 знаков')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Скопировать ответ' }));
    expect(await navigator.clipboard.readText()).toBe('Готово 🚧');
  });
});

it('a seat has the holders of the day; the others are history', () => {
  const appointment = (id: string, fromOn: string, toOn: string | null) => ({
    id,
    fromOn,
    toOn,
    user: { id, position: id },
    act: null,
    endedByAct: null,
    note: null,
  });
  const appointments = [appointment('b', '2026-10-01', null), appointment('a', '2024-02-14', '2026-09-30')];
  const seat = { appointments } as unknown as Seat;
  expect(holdersOn(seat, '2026-09-30').map((item) => item.id)).toEqual(['a']);
  expect(holdersOn(seat, '2026-10-01').map((item) => item.id)).toEqual(['b']);
  expect(othersThan(seat, '2026-10-01').map((item) => item.id)).toEqual(['a']);
  expect(holdersOn(seat, '2024-02-13')).toEqual([]);
});

it('a refusal says which rule of 59-FZ it was, where it names one', async () => {
  const parameters = [{ name: 'reason', value: 'NOT_A_COMPLAINT' }];
  answer = { withdrawCase: { case: null, refusals: [{ code: 'FIELD_INVALID', field: 'note', parameters }] } };
  const { submit } = form('withdraw');
  await userEvent.type(screen.getByLabelText(/заявления автора/), '№ 5');
  await userEvent.click(submit());
  expect(await screen.findByText(/только у жалобы/)).toBeInTheDocument();
});
