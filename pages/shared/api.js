/** The HTTP interface, as a page calls it: JSON in and out, with a bound on every wait. */

const USUAL_TIMEOUT_MILLIS = 12_000;

/** No answer came: there is no network, or it took too long. Whether a write was done is unknown; sending it again is safe. */
export class Unreachable extends Error {}

/** An answer that says no. `code`, `retryable` and `errors` are those of problem+json (RFC 9457), as far as there are any. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.message ?? `status ${status}`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.retryable = problem.retryable ?? (status === 429 || status >= 500);
    this.errors = problem.errors ?? [];
    this.problem = problem;
  }
}

/**
 * Calls the interface.
 *
 * @param {string} method
 * @param {string} path
 * @param {{token?: string, body?: object, etag?: string, timeoutMillis?: number, as?: 'json' | 'blob'}} [how]
 * @returns {Promise<{status: number, body: any, etag: string | null, dateMillis: number, aheadMillis: number, replayed: boolean}>} for 2xx
 *     and 304; `aheadMillis` is how far the server's clock is ahead of this one, wrong by half of what the answer took at most
 * @throws {Unreachable | Refused}
 */
export async function call(method, path, { token, body, etag, timeoutMillis = USUAL_TIMEOUT_MILLIS, as = 'json' } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (etag) headers['If-None-Match'] = etag;
  if (body) headers['Content-Type'] = 'application/json';
  const sentAtMillis = Date.now();
  let response;
  let content;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMillis),
    });
    content = response.ok && as === 'blob' ? await response.blob() : await response.text();
  } catch (e) {
    throw new Unreachable('no answer', { cause: e });
  }
  if (!response.ok && response.status !== 304) {
    throw new Refused(response.status, parsed(content) ?? {});
  }
  const told = as === 'blob' ? content : parsed(content);
  if (content && told === null) throw new Unreachable('an answer, but not ours: some networks ask to sign in first');
  const receivedAtMillis = Date.now();
  const dateMillis = Date.parse(response.headers.get('Date') ?? '') || receivedAtMillis;
  return {
    status: response.status,
    body: told,
    etag: response.headers.get('ETag'),
    dateMillis,
    aheadMillis: dateMillis - (sentAtMillis + receivedAtMillis) / 2,
    replayed: response.headers.get('Idempotency-Replayed') === 'true',
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
