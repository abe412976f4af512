// Reads a PostgreSQL log of one request and prints the statement of the queue's page with its values, so that the floor
// is by construction what the product sends. With `count` it prints how many statements the log holds.
import { readFileSync } from "node:fs";

const [what, file] = process.argv.slice(2);
const log = readFileSync(file, "utf8");
const ran = [...log.matchAll(/LOG:  (?:execute [^:]+|statement): ([^\n]+)(?:\n[^\n]*DETAIL:  parameters: ([^\n]+))?/gi)];

if (what === "count") {
  for (const [, sql] of ran) console.log(sql.slice(0, 110));
  console.log(`${ran.length} statements`);
} else {
  const pages = ran.filter(([, sql]) => sql.includes("FROM subject AS s JOIN case_text"));
  if (pages.length !== 1) throw new Error(`expected one page in the log, found ${pages.length}`);
  const [, sql, parameters] = pages[0];
  const values = new Map([...parameters.matchAll(/\$(\d+) = ('[^']*'|NULL)/g)].map(([, n, value]) => [n, value]));
  const bare = sql.replace(/\$(\d+)/g, (_, n) => values.get(n));
  // The product reads one row more to know whether there is a next page.
  console.log(bare.replace(/LIMIT '?\d+'?/, "LIMIT 50"));
}
