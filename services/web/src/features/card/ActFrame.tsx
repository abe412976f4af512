import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseCardFragment } from '@/gen/tenant';
import { useMe } from '@/lib/me';
import { FormErrors } from '@/ui/FormErrors';
import { type ActValues, type AvailableAct, type Offer, perform, SUBMIT_OF } from './acts';
import { useAct } from './useAct';

export interface ActFormProps {
  card: CaseCardFragment;
  offer: Offer;
  title: string;
  onClose: () => void;
}

type Sender = Pick<ReturnType<typeof useAct>, 'isPending' | 'error' | 'rest'>;

/** Ctrl+Enter sends from any field. */
const sendByKey = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.code === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
};

interface FrameProps {
  title: string;
  act: Sender;
  ready: boolean;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
  aside?: ReactNode;
}

/** The frame of every act: its title, what was refused, send and cancel. */
export function Frame({ title, act, ready, submit, onSubmit, onClose, children, aside }: FrameProps) {
  const { t } = useTranslation();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !act.isPending) onSubmit();
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return (
    <form ref={form} className="fields" aria-label={title} onSubmit={send} onKeyDown={sendByKey}>
      <h3>{title}</h3>
      {children}
      <FormErrors refusals={act.rest} error={act.error} />
      <div className="form-end">
        <Button type="submit" loading={act.isPending} disabled={!ready} data-autofocus={!children || undefined}>
          {submit}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <span className="grow" />
        {aside}
      </div>
    </form>
  );
}

/** Sends the act of an offer; a reply sends the act of its kind. */
export function useForm({ card, offer, onClose }: ActFormProps, fields: readonly string[], act?: AvailableAct) {
  const { t } = useTranslation();
  const { home } = useMe();
  const code = (act ?? offer.acts[0])?.act ?? offer.key;
  return useAct<ActValues>({
    card,
    fields,
    done: t(`done.${code as 'accept'}`, { number: card.number }),
    perform: (target, values) => perform(home, values.kind ? SUBMIT_OF[values.kind] : code, target, values),
    onDone: onClose,
  });
}

interface ChoicesProps {
  label: string;
  name: string;
  options: readonly { code: string; title: string }[];
  value: string;
  error: string | undefined;
  onChange: (code: string) => void;
}

/** A closed list of the definition. */
export function Choices({ label, name, options, value, error, onChange }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map((item, index) => (
        <label key={item.code}>
          <input
            type="radio"
            name={name}
            value={item.code}
            checked={value === item.code}
            data-autofocus={index === 0 || undefined}
            onChange={() => onChange(item.code)}
          />
          {item.title}
        </label>
      ))}
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
