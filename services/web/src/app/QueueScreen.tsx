import { CaseCard } from '@/features/card/CaseCard';
import { QueuePage } from '@/features/queue/QueuePage';

/** The queue and the card know nothing of each other; they meet here. */
export function QueueScreen() {
  return <QueuePage renderCard={(card) => <CaseCard key={card.id} {...card} />} />;
}
