import { Navigate } from '@tanstack/react-router';
import { CaseCard } from '@/features/card/CaseCard';
import { QueuePage } from '@/features/queue/QueuePage';
import { useMe } from '@/lib/me';

/** The queue and the card know nothing of each other; they meet here. Who keeps the centre and sees no case starts there. */
export function QueueScreen() {
  const { home, actions } = useMe();
  if (!actions.has('case.view') && actions.has('tenant.view'))
    return <Navigate to="/t/$tenant/centre" params={{ tenant: home.code }} replace />;
  return <QueuePage renderCard={(card) => <CaseCard key={card.id} {...card} />} />;
}
