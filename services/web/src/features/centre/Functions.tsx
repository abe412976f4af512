import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SetFunctionDocument } from '@/gen/tenant';
import { useMe } from '@/lib/me';
import { FUNCTION_STATES } from '@/lib/terms';
import { FormErrors } from '@/ui/FormErrors';
import type { Centre, CentreFunction } from './queries';
import { useCentreAct } from './useCentreAct';

/** Why a function is switched: kept beside it. */
function SwitchForm({ item, onClose }: { item: CentreFunction; onClose: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const label = t(item.isShown ? 'centre.hide' : 'centre.show');
  const act = useCentreAct({
    document: SetFunctionDocument,
    name: 'setFunction',
    fields: ['note'],
    done: t(item.isShown ? 'centre.hidden' : 'centre.shown', { name: item.name }),
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim()) act.send({ function: item.code, on: !item.isShown, note: note.trim() });
  };
  return (
    <form className="fields inset" aria-label={`${label}: ${item.name}`} onSubmit={submit}>
      <Textarea
        required
        autosize
        autoFocus
        minRows={2}
        label={t('centre.why')}
        description={t('centre.whyText')}
        value={note}
        error={act.fieldError('note')}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormErrors refusals={act.rest} error={act.error} />
      <div className="form-end">
        <Button type="submit" loading={act.isPending} disabled={!note.trim()}>
          {label}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface LineProps {
  item: CentreFunction;
  /** The act is silent and the caller may decide. */
  maySwitch: boolean;
}

function Line({ item, maySwitch }: LineProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const label = t(item.isShown ? 'centre.hide' : 'centre.show');
  return (
    <li>
      <div className="function">
        <span>
          {item.name}
          <small className="muted">
            {[item.clause, item.note, item.switchedBy?.position].filter(Boolean).join(' · ')}
          </small>
        </span>
        {item.state === 'NOT_STATED' && item.isShown && (
          <span className="pill" data-tone="blue">
            {t('centre.switchedOn')}
          </span>
        )}
        {maySwitch && (
          <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {label}
            <span className="unseen">: {item.name}</span>
          </Button>
        )}
      </div>
      {open && <SwitchForm item={item} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** What the act charges the centre with, what it forbids, of what it is silent. */
export function Functions({ centre }: { centre: Centre }) {
  const { t } = useTranslation();
  const { actions } = useMe();
  const may = actions.has('function.switch') && !centre.isEnded;
  return (
    <section className="sheet-box" aria-label={t('centre.functions')}>
      <h2>{t('centre.functions')}</h2>
      <div className="function-groups">
        {FUNCTION_STATES.map((state) => {
          const items = centre.functions.filter((item) => item.state === state);
          if (items.length === 0) return null;
          return (
            <details key={state} open={state === 'ON' || items.some((item) => item.isShown)}>
              <summary>
                {t(`functionState.${state}`)} <small className="muted">{items.length}</small>
              </summary>
              <p className="muted">{t(`functionStateText.${state}`)}</p>
              <ul className="functions">
                {items.map((item) => (
                  <Line key={item.code} item={item} maySwitch={may && state === 'NOT_STATED'} />
                ))}
              </ul>
            </details>
          );
        })}
      </div>
    </section>
  );
}
