// Fails the build when a route loads more script than `LIMITS` allow (gzip, KiB).
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const LIMITS = { landing: 250, route: 60, css: 40 };

const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
const kib = (file) => gzipSync(readFileSync(dist + file), { level: 9 }).length / 1024;

/** Chunks that one entry pulls in by static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry && key.endsWith('.tsx'));
const base = closure(entry);
const sum = (keys) => [...keys].reduce((total, key) => total + kib(manifest[key].file), 0);
const styles = (keys) => new Set([...keys].flatMap((key) => manifest[key].css ?? []));

const failures = [];
const check = (what, value, limit) => {
  console.log(`${what}: ${value.toFixed(1)} KiB gz of ${limit}`);
  if (value > limit) failures.push(what);
};
/** The queue opens with its card, so both belong to the landing. */
const landingPages = pages.filter((key) => /Queue|CaseCard/.test(key));
const landing = new Set([...base, ...landingPages.flatMap((key) => [...closure(key)])]);
check('landing (queue with card) script', sum(landing), LIMITS.landing);
check(
  'landing style',
  [...styles(landing)].reduce((total, file) => total + kib(file), 0),
  LIMITS.css,
);
for (const key of pages.filter((page) => !landingPages.includes(page))) {
  check(`${key} adds`, sum([...closure(key)].filter((chunk) => !base.has(chunk))), LIMITS.route);
}
// The manifest is for this script alone; what stays in dist is what the server embeds.
rmSync(`${dist}.vite`, { recursive: true });
if (failures.length) {
  console.error(`over budget: ${failures.join(', ')}`);
  process.exit(1);
}
