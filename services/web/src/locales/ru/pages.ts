import appeal from './appeal.json';
import centre from './centre.json';
import imports from './imports.json';
import journal from './journal.json';

/** What screens say that nobody starts with. */
export default { ...appeal, ...journal, ...imports, ...centre };
