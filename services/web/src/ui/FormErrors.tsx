import { useTranslation } from 'react-i18next';
import { RequestError } from '@/lib/graphql';
import { Moment } from './marks';
import { type RefusalView, useRefusalText } from './refusals';

/** The server's own words say more about a wrong or too large request; they are Russian. */
const explain = (failure: RequestError, language: string) =>
  language === 'ru' && (failure.code === 'BAD_INPUT' || failure.code === 'LIMIT') ? failure.detail : undefined;

/** Why a form was not accepted as a whole; a conflict shows what others did meanwhile. */
export function FormErrors({ refusals, error }: { refusals: readonly RefusalView[]; error: Error | null }) {
  const { t, i18n } = useTranslation();
  const say = useRefusalText();
  const failure = error && (error instanceof RequestError ? error : new RequestError('INTERNAL'));
  if (!failure && refusals.length === 0) return null;
  if (failure?.code === 'CONFLICT') {
    return (
      <div className="note" data-tone="warn" role="alert">
        <b>{t('error.CONFLICT.title')}</b>
        <ul>
          {failure.changed.map((change) => (
            <li key={`${change.at}${change.text}`}>
              <Moment at={change.at} /> · {change.actor}: {change.text}
            </li>
          ))}
        </ul>
        <p>{t('error.CONFLICT.text')}</p>
      </div>
    );
  }
  return (
    <div className="note" data-tone="bad" role="alert">
      {refusals.map((refusal) => (
        <p key={`${refusal.code}${refusal.field}`}>{say(refusal)}</p>
      ))}
      {failure && (
        <p>
          <b>{t(`error.${failure.code}.title`)}.</b>{' '}
          {explain(failure, i18n.language) ?? t(`error.${failure.code}.text`)}
          {failure.requestId && ` ${t('common.requestId')} ${failure.requestId}`}
        </p>
      )}
    </div>
  );
}
