import app from './app.json';
import card from './card.json';
import queue from './queue.json';
import region from './region.json';
import terms from './terms.json';

/** What the first screens say; the rest comes with its screens. */
export default { ...app, ...queue, ...card, ...region, ...terms };
