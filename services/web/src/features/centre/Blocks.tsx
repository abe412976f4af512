import { useTranslation } from 'react-i18next';
import { dayShort } from '@/lib/format';
import type { Centre } from './queries';

type Block = Centre['blocks'][number];

function BlockLine({ block, on }: { block: Block; on: string }) {
  const { t, i18n } = useTranslation();
  const current = block.versions.find((item) => item.fromOn <= on && (!item.toOn || item.toOn >= on));
  const others = block.versions.filter((item) => item !== current);
  const span = ({ fromOn, toOn }: Block['versions'][number]) => {
    const from = dayShort(fromOn, i18n.language);
    return toOn ? t('centre.span', { from, to: dayShort(toOn, i18n.language) }) : t('centre.since', { from });
  };
  return (
    <li>
      {current ? current.name : <span className="muted">{t('centre.noBlockThen')}</span>}
      {current && <small className="muted">{[span(current), current.act].filter(Boolean).join(' · ')}</small>}
      {others.length > 0 && (
        <details>
          <summary className="muted">{t('centre.otherVersions', { count: others.length })}</summary>
          <ul className="holders">
            {others.map((item) => (
              <li key={item.version}>
                {item.name}
                <small className="muted">{[span(item), item.act].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** Sector blocks with their versions. */
export function Blocks({ centre }: { centre: Centre }) {
  const { t } = useTranslation();
  return (
    <section className="sheet-box" aria-label={t('centre.blocks')}>
      <h2>{t('centre.blocks')}</h2>
      {centre.blocks.length === 0 ? (
        <p className="muted">{t('centre.noBlocks')}</p>
      ) : (
        <ul className="questions">
          {centre.blocks.map((block) => (
            <BlockLine key={block.id} block={block} on={centre.shownOn} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Legal acts on which the composition stands. */
export function Acts({ centre }: { centre: Centre }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="sheet-box" aria-label={t('centre.acts')}>
      <h2>{t('centre.acts')}</h2>
      <ul className="questions">
        {centre.acts.map((act) => (
          <li key={act.id}>
            <p>
              {[
                act.kind,
                act.signedOn && t('centre.actOn', { on: dayShort(act.signedOn, i18n.language) }),
                act.number && `№ ${act.number}`,
              ]
                .filter(Boolean)
                .join(' ')}
              {act.isDraft && (
                <span className="pill" data-tone="amber">
                  {t('centre.draftAct')}
                </span>
              )}
            </p>
            <small className="muted">
              {[
                act.title,
                act.effectiveOn && t('centre.effective', { on: dayShort(act.effectiveOn, i18n.language) }),
                act.supersedes && t('centre.supersedes', { act: act.supersedes }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
