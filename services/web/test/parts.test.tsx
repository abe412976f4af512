import { fireEvent, render, renderHook, screen } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drafts, useDraft } from '@/lib/drafts';
import { RequestError } from '@/lib/graphql';
import { type Me, MeContext } from '@/lib/me';
import { useRequestId } from '@/lib/request-id';
import { FormErrors } from '@/ui/FormErrors';
import { Due, LevelMark, StatePill } from '@/ui/marks';
import { useStepTitle } from '@/ui/titles';

const ME: Me = {
  home: { kind: 't', code: 'kilemary' },
  user: { id: 'u1', position: 'Координатор' },
  name: '',
  shortName: '',
  zone: 'Asia/Yekaterinburg',
  actions: new Set(),
  isDraft: false,
};
const wrapper = ({ children }: { children: ReactNode }) => <MeContext value={ME}>{children}</MeContext>;

describe('a due date', () => {
  it('is the moment in the zone of the tenant and the working time left', () => {
    render(<Due dueAt="2099-11-20T11:05:00Z" lateness="ON_TIME" workMinutesLeft={200} />, { wrapper });
    expect(screen.getByText(/20 нояб/)).toHaveTextContent('16:05');
    expect(screen.getByText('раб. времени 3 ч 20 мин')).toBeInTheDocument();
  });
  it('says that it is late in words and by how much', () => {
    render(<Due dueAt="2026-11-20T11:05:00Z" lateness="BREACHED" workMinutesLeft={-1000} />, { wrapper });
    expect(screen.getByText('нарушен срок')).toBeInTheDocument();
    expect(screen.getByText('прошло 2 раб. дн.')).toBeInTheDocument();
  });
  it('may be none', () => {
    render(<Due dueAt={null} lateness="ON_TIME" />, { wrapper });
    expect(screen.getByText('Срока нет')).toBeInTheDocument();
  });
});

it('a level is shown from the head of the body on, with its name for screen readers', () => {
  const { rerender } = render(<LevelMark level="EXECUTOR" />, { wrapper });
  expect(screen.queryByText(/Поднято/)).toBeNull();
  rerender(<LevelMark level="HEAD" />);
  expect(screen.getByText('Поднято до уровня: глава администрации')).toBeInTheDocument();
});

describe('steps of a ladder', () => {
  it.each([
    ['p80', '80 % срока'],
    ['start', 'Начало'],
    ['due', 'Срок наступил'],
    ['plus_4wh', 'Через 4 раб. часа после срока'],
    ['plus_1wd', 'Через 1 раб. день после срока'],
    ['minus_3wd', 'За 3 раб. дня до срока'],
    ['plus_10min', 'Через 10 минут после срока'],
    ['plus_p50', 'Через 50 % срока после срока'],
    ['something_else', 'something_else'],
  ])('%s is «%s»', (id, title) => {
    const { result } = renderHook(() => useStepTitle(), { wrapper });
    expect(result.current(id)).toBe(title);
  });
});

describe('one intent has one id', () => {
  it('repeats it for the same input and makes a new one for another', () => {
    const { result } = renderHook(() => useRequestId());
    const first = result.current({ note: 'a' });
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(result.current({ note: 'a' })).toBe(first);
    expect(result.current({ note: 'b' })).not.toBe(first);
  });
});

describe('a draft', () => {
  const EMPTY = { text: '', kind: 'FINAL' };
  function Form() {
    const [draft, setDraft, clear] = useDraft('kilemary:u1:reply:7', EMPTY);
    return (
      <>
        <textarea aria-label="text" value={draft.text} onChange={(e) => setDraft({ ...draft, text: e.target.value })} />
        <button type="button" onClick={clear}>
          clear
        </button>
      </>
    );
  }
  it('survives a reload and is gone when it was sent', () => {
    const { unmount } = render(<Form />);
    fireEvent.change(screen.getByLabelText('text'), { target: { value: 'Почти готово' } });
    unmount();
    render(<Form />);
    expect(screen.getByLabelText('text')).toHaveValue('Почти готово');
    fireEvent.click(screen.getByText('clear'));
    expect(drafts.read('kilemary:u1:reply:7')).toBeNull();
    expect(screen.getByLabelText('text')).toHaveValue('');
  });
});

describe('what went wrong', () => {
  it('a conflict tells what others did', () => {
    const changed = [{ at: '2026-11-20T11:05:00Z', actor: 'Координатор МЦУ', text: 'Назначен исполнитель' }];
    render(<FormErrors refusals={[]} error={new RequestError('CONFLICT', undefined, changed)} />, { wrapper });
    expect(screen.getByRole('alert')).toHaveTextContent('Координатор МЦУ: Назначен исполнитель');
  });
  it('a refusal is a sentence, an unknown one keeps its code', () => {
    const refusals = [
      { code: 'SELF_APPROVAL', parameters: [] },
      { code: 'BRAND_NEW', parameters: [] },
    ];
    render(<FormErrors refusals={refusals} error={null} />, { wrapper });
    expect(screen.getByRole('alert')).toHaveTextContent('Автор ответа не согласует его сам');
    expect(screen.getByRole('alert')).toHaveTextContent('BRAND_NEW');
  });
  it('an error of the server names the request', () => {
    render(<FormErrors refusals={[]} error={new RequestError('INTERNAL', '00C0FFEE')} />, { wrapper });
    expect(screen.getByRole('alert')).toHaveTextContent('00C0FFEE');
  });
});

it('marks have nothing that axe finds', async () => {
  const { container } = render(
    <main>
      <StatePill phase="NEW" state={{ code: 'NEW', title: 'Новое' }} />
      <Due dueAt="2026-11-20T11:05:00Z" lateness="CONTROL_PASSED" workMinutesLeft={-61} />
      <LevelMark level="REGION" />
    </main>,
    { wrapper },
  );
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations).toEqual([]);
});
