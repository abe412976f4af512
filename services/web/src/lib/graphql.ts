import type { Doc } from './document';
import { type Home, homePath } from './home';
import { reportNetwork } from './network';

export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_INPUT'
  | 'LIMIT'
  | 'INTERNAL'
  | 'NETWORK';

const CODES: readonly string[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'BAD_INPUT', 'LIMIT'];

/** What somebody else did meanwhile. */
export interface Change {
  at: string;
  actor: string;
  text: string;
}

/** A request that failed as a whole; an expected «no» is a refusal in the payload instead. */
export class RequestError extends Error {
  readonly code: ErrorCode;
  readonly requestId: string | undefined;
  readonly changed: readonly Change[];
  /** What the server says about it, in Russian. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, requestId?: string, changed: readonly Change[] = [], detail?: string) {
    super(code);
    this.code = code;
    this.requestId = requestId;
    this.changed = changed;
    this.detail = detail;
  }
}

/** Headers that the server demands of every POST that a cookie authenticates. */
export const POST_HEADERS = { 'content-type': 'application/json', 'x-requested-by': 'otklik' } as const;

/** `fetch` that knows the difference between «no network» and «the server said no». */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    reportNetwork(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    reportNetwork(false);
    throw new RequestError('NETWORK');
  }
}

interface Answer<Result> {
  data?: Result | null;
  errors?: { message?: string; extensions?: { code?: string; requestId?: string; changed?: Change[] } }[];
}

function byStatus(status: number): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413 || status === 429) return 'LIMIT';
  return status >= 400 && status < 500 ? 'BAD_INPUT' : 'INTERNAL';
}

/** One trusted document, one answer. */
export async function graphql<Result, Variables>(
  home: Home,
  document: Doc<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await send(`${homePath(home)}/graphql`, {
    method: 'POST',
    headers: POST_HEADERS,
    body: JSON.stringify({ documentId: document.id, variables }),
    signal: signal ?? null,
  });
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const answer = (await response.json().catch(() => ({}))) as Answer<Result>;
  const first = answer.errors?.[0];
  if (first) {
    const { code, changed, requestId: named } = first.extensions ?? {};
    const known = CODES.includes(code ?? '') ? (code as ErrorCode) : 'INTERNAL';
    throw new RequestError(known, named ?? requestId, changed, first.message);
  }
  if (!response.ok || !answer.data) throw new RequestError(byStatus(response.status), requestId);
  return answer.data;
}
