/** The cloud's own endpoints, as this page calls them. */

const PATIENCE_MILLIS = 8_000;

/** The cloud did not answer. */
export class Gone extends Error {}

/** The cloud said no. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} path below /_local
 * @param {{method?: string, body?: any, patience?: number}} [how] a body is sent as JSON; a text goes as it is
 * @returns {Promise<any>} the answer's JSON
 * @throws {Gone | Refused}
 */
export async function local(path, { method = 'GET', body, patience = PATIENCE_MILLIS } = {}) {
  const { response, text } = await answered(`/_local/${path}`, {
    method,
    headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  });
  const json = parsed(text);
  if (!response.ok) throw new Refused(response.status, json?.message ?? json?.detail ?? `status ${response.status}`);
  return json;
}

/** A path from its segments. */
export function at(...segments) {
  return segments.map(encodeURIComponent).join('/');
}

async function answered(path, how) {
  try {
    const response = await fetch(path, how);
    return { response, text: await response.text() };
  } catch (e) {
    throw new Gone('The cloud does not answer', { cause: e });
  }
}

/** The value of a JSON text; null where it is none. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
