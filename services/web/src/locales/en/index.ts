import app from './app.json';
import appeal from './appeal.json';
import card from './card.json';
import centre from './centre.json';
import imports from './imports.json';
import journal from './journal.json';
import queue from './queue.json';
import region from './region.json';
import terms from './terms.json';

export default { ...app, ...queue, ...card, ...appeal, ...journal, ...imports, ...centre, ...region, ...terms };
