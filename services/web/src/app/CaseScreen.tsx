import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CaseCard } from '@/features/card/CaseCard';
import { PageHead } from '@/ui/PageHead';

const route = getRouteApi('/t/$tenant/cases/$id');

/** A case on a page of its own: the address that is sent to a colleague. */
export function CaseScreen() {
  const { t } = useTranslation();
  const { tenant, id } = route.useParams();
  const navigate = useNavigate();
  const back = () => void navigate({ to: '/t/$tenant/queue', params: { tenant } });
  return (
    <>
      <PageHead title={t('card.page')} />
      <CaseCard key={id} id={id} whole onClose={back} />
    </>
  );
}
