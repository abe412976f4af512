import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayShort } from '@/lib/format';
import { useMe } from '@/lib/me';
import { Sheet } from '@/ui/Sheet';
import { type Appointment, type Centre, holdersOn, othersThan, type Seat } from './queries';
import { AppointForm, EndForm } from './SeatForms';
import type { LeftCase } from './useCentreAct';

function Span({ appointment }: { appointment: Appointment }) {
  const { t, i18n } = useTranslation();
  const from = dayShort(appointment.fromOn, i18n.language);
  const text = appointment.toOn
    ? t('centre.span', { from, to: dayShort(appointment.toOn, i18n.language) })
    : t('centre.since', { from });
  const by = [appointment.act, appointment.endedByAct].filter(Boolean).join(' → ');
  return <small className="muted">{[text, by, appointment.note].filter(Boolean).join(' · ')}</small>;
}

interface HoldersProps {
  seat: Seat;
  on: string;
  mayChange: boolean;
  onEnd: (appointment: Appointment) => void;
}

function Holders({ seat, on, mayChange, onEnd }: HoldersProps) {
  const { t } = useTranslation();
  const others = othersThan(seat, on);
  return (
    <>
      {seat.isVacant && (
        <span className="pill" data-tone="amber">
          {t('centre.vacant')}
        </span>
      )}
      <ul className="holders">
        {holdersOn(seat, on).map((item) => (
          <li key={item.id}>
            {item.user.position}
            <Span appointment={item} />
            {mayChange && !item.toOn && (
              <button type="button" className="link" onClick={() => onEnd(item)}>
                {t('centre.end')}
                <span className="unseen">: {item.user.position}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary className="muted">{t('centre.otherDays', { count: others.length })}</summary>
          <ul className="holders">
            {others.map((item) => (
              <li key={item.id}>
                {item.user.position}
                <Span appointment={item} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Cases that nobody took over: they stay on the person who left. */
function Left({ cases }: { cases: readonly LeftCase[] }) {
  const { t } = useTranslation();
  const { home } = useMe();
  return (
    <div className="note" data-tone="warn" role="status">
      <b>{t('centre.left', { count: cases.length })}</b>
      <ul>
        {cases.map((item) => (
          <li key={item.id}>
            <Link to="/t/$tenant/cases/$id" params={{ tenant: home.code, id: item.id }}>
              {item.number}
            </Link>{' '}
            {item.essence}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Open = { seat: string; ending?: Appointment };

/** Who stands in the composition on the day: position, role, extent, holder. */
export function Seats({ centre }: { centre: Centre }) {
  const { t } = useTranslation();
  const { actions } = useMe();
  const [open, setOpen] = useState<Open | undefined>();
  const [left, setLeft] = useState<readonly LeftCase[]>([]);
  const close = () => setOpen(undefined);
  const mayChange = actions.has('composition.change') && !centre.isEnded;
  return (
    <div className="sheet-box">
      <h2>{t('centre.composition')}</h2>
      {left.length > 0 && <Left cases={left} />}
      <Sheet stacks label={t('centre.composition')}>
        <thead>
          <tr>
            <th scope="col">{t('centre.position')}</th>
            <th scope="col">{t('centre.role')}</th>
            <th scope="col">{t('centre.extent')}</th>
            <th scope="col">{t('centre.holder')}</th>
            {mayChange && <th scope="col">{t('centre.change')}</th>}
          </tr>
        </thead>
        <tbody>
          {centre.seats.map((seat) => (
            <Fragment key={seat.id}>
              <tr>
                <th scope="row">
                  {seat.position}
                  {seat.isExternal && <small className="muted">{t('centre.external')}</small>}
                  {seat.isByAgreement && <small className="muted">{t('centre.byAgreement')}</small>}
                  {seat.warnings.map((warning) => (
                    <small key={warning} className="warn">
                      {warning}
                    </small>
                  ))}
                </th>
                <td>{seat.roles.join(', ')}</td>
                <td>
                  {[...seat.blocks, ...seat.directions].join(', ') || (
                    <span className="muted">{t('centre.whole')}</span>
                  )}
                </td>
                <td>
                  <Holders
                    seat={seat}
                    on={centre.shownOn}
                    mayChange={mayChange}
                    onEnd={(ending) => setOpen({ seat: seat.id, ending })}
                  />
                </td>
                {mayChange && (
                  <td>
                    <Button variant="default" size="compact-sm" onClick={() => setOpen({ seat: seat.id })}>
                      {t('centre.appoint')}
                      <span className="unseen">: {seat.position}</span>
                    </Button>
                  </td>
                )}
              </tr>
              {open?.seat === seat.id && (
                <tr>
                  <td colSpan={5}>
                    {open.ending ? (
                      <EndForm
                        key={open.ending.id}
                        appointment={open.ending}
                        centre={centre}
                        onLeft={setLeft}
                        onClose={close}
                      />
                    ) : (
                      <AppointForm seat={seat} centre={centre} onClose={close} />
                    )}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </Sheet>
    </div>
  );
}
