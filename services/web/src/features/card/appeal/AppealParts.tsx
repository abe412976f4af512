import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCardFragment } from '@/gen/tenant';
import { day } from '@/lib/format';
import { Moment } from '@/ui/marks';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="part" aria-label={title}>
      <h3>
        {title}
        {count !== undefined && <small>{count}</small>}
      </h3>
      {children}
    </section>
  );
}

function Registration({ details }: { details: AppealCardFragment }) {
  const { t, i18n } = useTranslation();
  const { registration, extendedUntilOn, challenged, answerWay } = details;
  const on = (date: string) => day(date, i18n.language);
  const way = registration?.answerWay ?? answerWay;
  return (
    <Part title={t('appeal.registration')}>
      <dl className="facts">
        {registration ? (
          <>
            <Fact name={t('appeal.number')}>
              {t('appeal.numberOn', { number: registration.number, on: on(registration.registeredOn) })}
              {registration.pastReason && (
                <small className="muted">{t('appeal.past', { why: registration.pastReason })}</small>
              )}
            </Fact>
            <Fact name={t('appeal.kind')}>{t(`appealKind.${registration.kind}`)}</Fact>
            {registration.outsideNumber && (
              <Fact name={registration.outsideSystem ?? t('appeal.outside')}>
                {registration.outsideOn
                  ? t('appeal.numberOn', { number: registration.outsideNumber, on: on(registration.outsideOn) })
                  : registration.outsideNumber}
              </Fact>
            )}
          </>
        ) : (
          <Fact name={t('appeal.number')}>
            <span className="muted">{t('appeal.notRegistered')}</span>
          </Fact>
        )}
        {way && <Fact name={t('appeal.answerWay')}>{t(`answerWay.${way}`)}</Fact>}
        {extendedUntilOn && <Fact name={t('appeal.extendedUntil')}>{on(extendedUntilOn)}</Fact>}
        {challenged && <Fact name={t('appeal.challenged')}>{challenged.name}</Fact>}
      </dl>
    </Part>
  );
}

const TONES = { SUPPORTED_DONE: 'green', SUPPORTED: 'green', EXPLAINED: 'blue', NOT_SUPPORTED: 'amber' } as const;

function Questions({ details }: { details: AppealCardFragment }) {
  const { t } = useTranslation();
  if (details.questions.length === 0) return null;
  return (
    <Part title={t('appeal.questions')} count={details.questions.length}>
      <ol className="questions">
        {details.questions.map((question) => (
          <li key={question.id}>
            <p>
              {question.ordinal}. {question.text}
            </p>
            <small className="muted">
              {[question.organization?.name, question.assignee?.position].filter(Boolean).join(' · ')}
            </small>
            {question.outcome && (
              <span className="pill" data-tone={TONES[question.outcome]}>
                {t(`questionOutcome.${question.outcome}`)}
                {question.isOutcomeConfirmed && ` · ${t('appeal.confirmed')}`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Words({ at, by, text, tail }: { at: string; by: string; text: string; tail?: string | undefined }) {
  return (
    <li>
      <p>
        <b>{by}</b> <Moment at={at} />
      </p>
      {text}
      {tail && <small className="muted">{tail}</small>}
    </li>
  );
}

function Resolutions({ details }: { details: AppealCardFragment }) {
  const { t, i18n } = useTranslation();
  const { resolutions, coAssignees } = details;
  return (
    <>
      {resolutions.length > 0 && (
        <Part title={t('appeal.resolutions')}>
          <ul className="comments">
            {resolutions.map((item) => (
              <Words
                key={item.id}
                at={item.at}
                by={item.author.position}
                text={item.text}
                tail={item.dueOn ? t('appeal.dueOn', { on: day(item.dueOn, i18n.language) }) : undefined}
              />
            ))}
          </ul>
        </Part>
      )}
      {coAssignees.length > 0 && (
        <Part title={t('appeal.coExecutors')} count={coAssignees.length}>
          <ul className="questions">
            {coAssignees.map((item) => (
              <li key={item.user.id}>
                {item.user.position}
                {item.organization && <small className="muted">{item.organization.name}</small>}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Letters({ details }: { details: AppealCardFragment }) {
  const { t, i18n } = useTranslation();
  if (details.letters.length === 0) return null;
  return (
    <Part title={t('appeal.letters')} count={details.letters.length}>
      <ul className="questions">
        {details.letters.map((letter) => (
          <li key={letter.id}>
            <p>
              {t(`letterKind.${letter.kind}`)}
              {': '}
              {t('appeal.numberOn', { number: letter.number, on: day(letter.sentOn, i18n.language) })}
            </p>
            <small className="muted">
              {[letter.addressee, t(`answerWay.${letter.way}`)].filter(Boolean).join(' · ')}
            </small>
            {letter.text && <p>{letter.text}</p>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What only an appeal has: its registration, questions, resolutions, materials and letters. */
export function AppealParts({ details }: { details: AppealCardFragment }) {
  const { t } = useTranslation();
  return (
    <>
      <Registration details={details} />
      <Questions details={details} />
      <Resolutions details={details} />
      {details.contributions.length > 0 && (
        <Part title={t('appeal.contributions')} count={details.contributions.length}>
          <ul className="comments">
            {details.contributions.map((item) => (
              <Words key={item.id} at={item.at} by={item.author.position} text={item.text} />
            ))}
          </ul>
        </Part>
      )}
      <Letters details={details} />
    </>
  );
}
