import { IconBuildingCommunity } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dateTime, number } from '@/lib/format';
import { useMe } from '@/lib/me';
import { LATE, LATENESS, type Lateness, type Level, PHASES } from '@/lib/terms';
import { ErrorState } from '@/ui/ErrorState';
import { LatenessMark } from '@/ui/marks';
import { PageHead } from '@/ui/PageHead';
import { StateView } from '@/ui/StateView';
import { AWAITING, type Board, boardQuery, countOf } from './queries';
import './region.css';

/** Rungs that the oversight looks at: who above the centre's manager already knows. */
const HIGH: readonly Level[] = ['HEAD', 'REGION'];

function Figure({ value }: { value: number }) {
  const { i18n } = useTranslation();
  return value === 0 ? <span className="zero">0</span> : number(value, i18n.language);
}

function LateLink({ value, member, late, level }: { value: number; member?: string; late?: Lateness; level?: Level }) {
  const { home } = useMe();
  if (value === 0) return <Figure value={0} />;
  const search = { ...(member ? { member } : {}), ...(late ? { late: [late] } : {}), ...(level ? { level } : {}) };
  return (
    <Link to="/r/$region/late" params={{ region: home.code }} search={search} data-late={late}>
      <Figure value={value} />
    </Link>
  );
}

function Totals({ board }: { board: Board }) {
  const { t } = useTranslation();
  const cells = board.flatMap((row) => row.cells);
  return (
    <ul className="totals">
      <li>
        <span>{t('board.open')}</span>
        <b>
          <Figure value={countOf(cells, { phases: AWAITING })} />
        </b>
      </li>
      {LATE.map((late) => (
        <li key={late} data-late={late}>
          <LatenessMark lateness={late} />
          <b>
            <LateLink value={countOf(cells, { phases: AWAITING, lateness: late })} late={late} />
          </b>
        </li>
      ))}
      {HIGH.map((level) => (
        <li key={level}>
          <span>{t('board.reached', { who: t(`level.${level}`) })}</span>
          <b>
            <Figure value={countOf(cells, { phases: AWAITING, level })} />
          </b>
        </li>
      ))}
    </ul>
  );
}

function MemberRow({ row }: { row: Board[number] }) {
  return (
    <tr>
      <th scope="row" title={row.tenant.name}>
        {row.tenant.shortName}
      </th>
      {PHASES.flatMap((phase) =>
        LATENESS.map((late, index) => (
          <td key={`${phase}${late}`} data-first={index === 0 || undefined} data-late={late}>
            <Figure value={countOf(row.cells, { phases: [phase], lateness: late })} />
          </td>
        )),
      )}
      {LATE.map((late) => (
        <td key={late} className="sum" data-late={late}>
          <LateLink
            value={countOf(row.cells, { phases: AWAITING, lateness: late })}
            member={row.tenant.id}
            late={late}
          />
        </td>
      ))}
    </tr>
  );
}

/** The worst first: broken terms, then control dates that have passed. */
function byTrouble(a: Board[number], b: Board[number]): number {
  const late = (row: Board[number], lateness: Lateness) => countOf(row.cells, { phases: AWAITING, lateness });
  return (
    late(b, 'BREACHED') - late(a, 'BREACHED') ||
    late(b, 'CONTROL_PASSED') - late(a, 'CONTROL_PASSED') ||
    a.tenant.shortName.localeCompare(b.tenant.shortName, 'ru')
  );
}

export function BoardPage() {
  const { t, i18n } = useTranslation();
  const { home, zone } = useMe();
  const { data: board, error, refetch } = useQuery(boardQuery(home));
  const asOf = board?.map((row) => row.asOf).sort()[0];
  return (
    <div className="board">
      <PageHead title={t('board.title')} count={asOf && t('board.asOf', { at: dateTime(asOf, i18n.language, zone) })} />
      {error && !board && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!board && !error && <div className="bone board-bone" />}
      {board?.length === 0 && (
        <StateView
          icon={<IconBuildingCommunity size={36} stroke={1.4} />}
          title={t('board.empty')}
          text={t('board.emptyText')}
        />
      )}
      {board && board.length > 0 && (
        <>
          <Totals board={board} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
          <section className="board-table" tabIndex={0} aria-label={t('board.title')}>
            <table>
              <caption className="unseen">{t('board.caption')}</caption>
              <thead>
                <tr>
                  <th rowSpan={2} scope="col">
                    {t('late.member')}
                  </th>
                  {PHASES.map((phase) => (
                    <th key={phase} colSpan={LATENESS.length} scope="colgroup">
                      {t(`phase.${phase}`)}
                    </th>
                  ))}
                  <th colSpan={LATE.length} scope="colgroup">
                    {t('board.openTotal')}
                  </th>
                </tr>
                <tr>
                  {PHASES.flatMap((phase) =>
                    LATENESS.map((late, index) => (
                      <th
                        key={`${phase}${late}`}
                        scope="col"
                        data-first={index === 0 || undefined}
                        data-late={late}
                        title={t(`lateness.${late}`)}
                      >
                        <span aria-hidden>{t(`latenessShort.${late}`)}</span>
                        <span className="unseen">{t(`lateness.${late}`)}</span>
                      </th>
                    )),
                  )}
                  {LATE.map((late) => (
                    <th key={late} scope="col" className="sum" data-late={late} title={t(`lateness.${late}`)}>
                      <span aria-hidden>{t(`latenessShort.${late}`)}</span>
                      <span className="unseen">{t(`lateness.${late}`)}</span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...board].sort(byTrouble).map((row) => (
                  <MemberRow key={row.tenant.id} row={row} />
                ))}
              </tbody>
            </table>
          </section>
          <p className="muted">{t('board.note')}</p>
        </>
      )}
    </div>
  );
}
