import app from './app.json';
import card from './card.json';
import queue from './queue.json';
import region from './region.json';
import terms from './terms.json';

export default { ...app, ...queue, ...card, ...region, ...terms };
