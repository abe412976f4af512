// A server for looking at the screens while they are drawn: `npm run build && npm run mock`. Never a part of the product.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, execute, parse } from 'graphql';
import { seedAppeals } from './appeal.mjs';
import { seedCentre } from './centre.mjs';
import { seedImports, takeUpload } from './imports.mjs';
import { now, seed, tenants, users } from './invented.mjs';
import { members, seedLate } from './region.mjs';
import { Failure, page, tenantRoot } from './tenant.mjs';

const web = fileURLToPath(new URL('../..', import.meta.url));
const sdl = (name) => readFileSync(join(web, '../../graphql', `${name}.graphql`), 'utf8');
const schemas = { tenant: buildSchema(sdl('tenant')), region: buildSchema(sdl('region')) };
const documents = JSON.parse(readFileSync(join(web, 'documents.json'), 'utf8'));
const SIGN_INS = {
  coordinator: 'kilemary',
  executor: 'kilemary',
  head: 'kilemary',
  publisher: 'kilemary',
  manager: 'kilemary',
  registrar: 'kilemary',
  signer: 'kilemary',
  curator: 'kilemary',
  administrator: 'kilemary',
  analyst: 'mari-el',
};
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

function boardOf(late) {
  return members.map((tenant, index) => {
    const cells = ['NEW', 'IN_PROGRESS', 'WAITING', 'ANSWERED', 'CLOSED'].map((phase, k) => ({
      phase,
      lateness: 'ON_TIME',
      level: 'NONE',
      count: (index * 7 + k * 13) % 41,
    }));
    for (const item of late.filter((one) => one.tenant.id === tenant.id))
      cells.push({ phase: item.phase, lateness: item.lateness, level: item.level, count: 1 });
    return { tenant, asOf: new Date(now() - 40_000).toISOString(), cells };
  });
}

function regionRoot(state) {
  const passes = (item, filter) =>
    (!filter.tenant || item.tenant.id === filter.tenant) &&
    (!filter.lateness || filter.lateness.includes(item.lateness)) &&
    (!filter.level || item.level === filter.level) &&
    (!filter.sphere || item.topic.sphere === filter.sphere);
  return {
    me: {
      user: users.analyst,
      tenant: tenants['mari-el'],
      roles: ['REGIONAL_ANALYST'],
      actions: ['region.late.view', 'region.board.view', 'region.step.acknowledge'],
    },
    members,
    board: () => boardOf(state.late),
    lateCases: ({ filter, first, after }) =>
      page(
        state.late.filter((item) => passes(item, filter ?? {})),
        first,
        after,
        (item) => item,
      ),
    lateCase: ({ id }) => state.late.find((item) => item.id === id) ?? null,
    acknowledgeStep: ({ input }) => {
      const item = state.late.find((one) => one.id === input.case);
      if (item.revision !== input.expectedRevision)
        throw new Failure('CONFLICT', { revision: item.revision, changed: [] });
      const step = item.steps.find((one) => one.id === input.step);
      Object.assign(step, {
        canAcknowledge: false,
        acknowledgedAt: new Date().toISOString(),
        acknowledgementNote: input.note,
      });
      item.revision += 1;
      return { case: item, refusals: [] };
    },
  };
}

const read = (request) =>
  new Promise((resolve) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
  });

function answer(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': randomUUID(), ...headers });
  response.end(JSON.stringify(body));
}

const membershipsOf = (who) => {
  const list = [SIGN_INS[who]];
  if (who === 'manager') list.push('mari-el');
  return {
    memberships: list.map((code) => ({
      code,
      kind: tenants[code].kind,
      shortName: tenants[code].shortName,
      position: users[who].position,
    })),
  };
};

async function graphql(state, name, who, request, response) {
  const { documentId, variables } = JSON.parse((await read(request)).toString());
  const document = documents[documentId];
  if (state.fail) return answer(response, 200, { errors: [{ message: 'x', extensions: { code: 'INTERNAL' } }] });
  if (document?.schema !== name)
    return answer(response, 400, { errors: [{ message: 'unknown document', extensions: { code: 'BAD_INPUT' } }] });
  const rootValue = name === 'tenant' ? tenantRoot(state, who) : regionRoot(state);
  const result = await execute({
    schema: schemas[name],
    document: parse(document.text),
    rootValue,
    variableValues: variables,
  });
  if (result.errors) console.error(document.name, result.errors.map(String));
  answer(response, 200, {
    data: result.data,
    errors: result.errors?.map((e) => ({
      message: e.message,
      extensions: e.originalError?.extensions ?? { code: 'INTERNAL' },
    })),
  });
}

async function auth(path, who, request, response) {
  if (path === '/auth/me')
    return who ? answer(response, 200, membershipsOf(who)) : answer(response, 401, { code: 'UNAUTHENTICATED' });
  if (path === '/auth/logout') return answer(response, 200, {}, { 'set-cookie': 'otklik=; Path=/; Max-Age=0' });
  const { login, password } = JSON.parse((await read(request)).toString());
  if (login === 'locked') return answer(response, 429, { code: 'TOO_MANY' }, { 'retry-after': '42' });
  if (!SIGN_INS[login] || password !== 'пароль') return answer(response, 401, { code: 'WRONG_PASSWORD' });
  answer(response, 200, membershipsOf(login), { 'set-cookie': `otklik=${login}; Path=/; HttpOnly; SameSite=Lax` });
}

function file(path, response) {
  const asset = /^\/(assets\/|favicon)/.test(path);
  const name = asset ? path : '/index.html';
  try {
    const nonce = randomBytes(16).toString('base64');
    let body = readFileSync(join(web, 'dist', name));
    if (!asset) body = body.toString().replaceAll('__CSP_NONCE__', nonce);
    const csp = `default-src 'self'; style-src 'self' 'nonce-${nonce}'; script-src 'self' 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`;
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': csp,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

export function startMock({ port = 0, cases = 60, late = 42 } = {}) {
  const all = [...seed(cases), ...seedAppeals()].sort((a, b) => (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9'));
  const state = {
    cases: all,
    imports: seedImports(all),
    centre: seedCentre(),
    late: seedLate(late),
    fail: false,
    notifications: [
      {
        id: 'n1',
        at: new Date(now() - 600_000).toISOString(),
        case: null,
        text: 'КИЛ-2026-000101: прошло 80 % срока первого ответа',
        isRead: false,
      },
      {
        id: 'n2',
        at: new Date(now() - 7_200_000).toISOString(),
        case: null,
        text: 'КИЛ-2026-000103: ответ ждёт согласования',
        isRead: true,
      },
    ],
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://mock');
    const who = /otklik=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    if (request.method === 'POST' && request.headers['x-requested-by'] !== 'otklik')
      return answer(response, 403, { code: 'FORBIDDEN' });
    if (pathname.startsWith('/auth/')) return auth(pathname, who, request, response);
    if (request.method === 'GET') return file(pathname, response);
    if (!who) return answer(response, 401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    if (/^\/t\/[^/]+\/graphql$/.test(pathname)) return graphql(state, 'tenant', who, request, response);
    if (/^\/r\/[^/]+\/graphql$/.test(pathname)) return graphql(state, 'region', who, request, response);
    if (/^\/t\/[^/]+\/imports$/.test(pathname)) {
      const { length } = await read(request);
      if (searchParams.get('name')?.endsWith('.exe')) return answer(response, 415, { code: 'FILE_TYPE_NOT_ALLOWED' });
      return answer(response, 201, takeUpload(state.imports, searchParams.get('name'), length));
    }
    const upload = /^\/t\/[^/]+\/files\/([^/]+)$/.exec(pathname);
    if (upload) {
      const body = await read(request);
      const attachment = {
        id: randomUUID(),
        name: searchParams.get('name'),
        mediaType: request.headers['content-type'],
        size: body.length,
        url: '#',
      };
      state.cases.find((item) => item.id === upload[1]).attachments.push(attachment);
      return answer(response, 200, { id: attachment.id });
    }
    answer(response, 404, {});
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({ state, url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() }),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMock({ port: Number(process.env.PORT ?? 8080) });
  console.log(
    `${url}  (coordinator, executor, head, publisher, manager, registrar, signer, curator, administrator, analyst; пароль)`,
  );
}
