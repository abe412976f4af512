import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/me';

interface CaseLinkProps {
  item: { id: string; number: string; essence: string } | null | undefined;
  /** Said also where the case itself is out of reach. */
  number?: string;
}

/** A case of a row, if the caller may see it. */
export function CaseLink({ item, number }: CaseLinkProps) {
  const { t } = useTranslation();
  const { home } = useMe();
  if (!item)
    return (
      <>
        {number && <span className="mono">{number}</span>}
        <small className="muted">{t('imports.caseUnseen')}</small>
      </>
    );
  return (
    <>
      <Link to="/t/$tenant/cases/$id" params={{ tenant: home.code, id: item.id }} className="mono">
        {item.number}
      </Link>
      <small className="muted cell-text">{item.essence}</small>
    </>
  );
}
