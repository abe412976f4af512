import { useTranslation } from 'react-i18next';
import type { CaseClockFragment } from '@/gen/tenant';
import { Moment } from '@/ui/marks';
import { useStepTitle } from '@/ui/titles';

type Step = CaseClockFragment['steps'][number];
type Call = Step['calls'][number];

/** Whom a step asked for and what became of it: told, nobody holds the post, was drawn in before, overtaken. */
function CallLine({ call }: { call: Call }) {
  const { t } = useTranslation();
  const people = call.people.map((person) => person.position).join(', ');
  const passedOn = call.reached && call.reached !== call.asked ? ` → ${t(`audience.${call.reached}`)}` : '';
  return (
    <li data-outcome={call.outcome}>
      {t(`audience.${call.asked}`)}
      {call.outcome === 'NO_POST' ? ` — ${t('outcome.NO_POST')}` : ''}
      {passedOn}
      {call.outcome !== 'NO_POST' ? `: ${t(`outcome.${call.outcome}`)}` : ''}
      {people && <small> ({people})</small>}
    </li>
  );
}

function StepLine({ step }: { step: Step }) {
  const { t } = useTranslation();
  const title = useStepTitle();
  return (
    <li className="rung-line" data-fired={step.firedAt ? true : undefined}>
      <div>
        <b>{title(step.id)}</b>
        <Moment at={step.firedAt ?? step.at} />
      </div>
      {step.calls.length > 0 ? (
        <ul>
          {step.calls.map((call) => (
            <CallLine key={call.asked} call={call} />
          ))}
        </ul>
      ) : (
        <p>
          {step.firedAt ? '' : `${t('ladder.willTell')} `}
          {step.audiences.map((audience) => t(`audience.${audience}`)).join(', ')}
        </p>
      )}
      {step.acknowledgedAt && (
        <p className="seen">
          {t('ladder.seenBy', { who: step.acknowledgedBy?.position ?? t('audience.SYSTEM') })},{' '}
          <Moment at={step.acknowledgedAt} />
          {step.acknowledgementNote && <q>{step.acknowledgementNote}</q>}
        </p>
      )}
    </li>
  );
}

export function Ladder({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <ol className="ladder" aria-label={t('ladder.title')}>
      {steps.map((step) => (
        <StepLine key={step.id} step={step} />
      ))}
    </ol>
  );
}
