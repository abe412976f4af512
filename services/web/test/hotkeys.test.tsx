import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { letterKeys, useHotkeys } from '@/lib/hotkeys';

function Page({ onJ, onEscape, onEnter }: { onJ: () => void; onEscape?: () => void; onEnter?: () => void }) {
  useHotkeys({ KeyJ: onJ, Escape: onEscape ?? vi.fn(), Enter: onEnter ?? vi.fn() });
  return (
    <>
      <input aria-label="field" />
      <input type="checkbox" aria-label="box" />
      <button type="button">button</button>
      <div role="dialog">
        <button type="button">inside</button>
      </div>
    </>
  );
}

describe('keys', () => {
  it('are the same in the Russian layout', () => {
    const act = vi.fn();
    render(<Page onJ={act} />);
    fireEvent.keyDown(document.body, { key: 'о', code: 'KeyJ' });
    expect(act).toHaveBeenCalledTimes(1);
  });
  it('stay letters in a field, but not on a checkbox', () => {
    const act = vi.fn();
    render(<Page onJ={act} />);
    fireEvent.keyDown(screen.getByLabelText('field'), { code: 'KeyJ' });
    expect(act).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText('box'), { code: 'KeyJ' });
    expect(act).toHaveBeenCalledTimes(1);
  });
  it('do nothing behind a dialog, with a modifier, or when switched off', () => {
    const act = vi.fn();
    render(<Page onJ={act} />);
    fireEvent.keyDown(screen.getByText('inside'), { code: 'KeyJ' });
    fireEvent.keyDown(document.body, { code: 'KeyJ', ctrlKey: true });
    letterKeys.set(false);
    fireEvent.keyDown(document.body, { code: 'KeyJ' });
    expect(act).not.toHaveBeenCalled();
    letterKeys.set(true);
    fireEvent.keyDown(document.body, { code: 'KeyJ' });
    expect(act).toHaveBeenCalledTimes(1);
  });
  it('Escape works from a field and without letters; Enter stays with a button', () => {
    const onEscape = vi.fn();
    const enter = vi.fn();
    render(<Page onJ={vi.fn()} onEscape={onEscape} onEnter={enter} />);
    letterKeys.set(false);
    fireEvent.keyDown(screen.getByLabelText('field'), { code: 'Escape' });
    expect(onEscape).toHaveBeenCalledTimes(1);
    fireEvent.keyDown(screen.getByText('button'), { code: 'Enter' });
    expect(enter).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { code: 'Enter' });
    expect(enter).toHaveBeenCalledTimes(1);
  });
});
