/**
 * Operations whose outcome is not known, in the order in which they were done (IndexedDB, all tabs share it). Each is put here
 * before it is sent for the first time, and taken out when its outcome is final; so nothing is lost by a lost answer, a closed tab
 * or a power cut, and whatever is sent again carries the ids that it had.
 *
 * A row: `{n, till, op, label, entry, state, since, batch?, index?, problem?}`. `op` is an operation as a batch takes it. `state` is
 * `trying` (being sent by itself), `waiting` (for a batch), `sent` (in one) or `refused` (until somebody has seen it).
 */

const TRYING_MILLIS = 30_000;

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('tallystick-till', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('operations', { keyPath: 'n', autoIncrement: true });
      request.result.createObjectStore('batches', { keyPath: 'batchId' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** What `work` gives once all of it is on the disk. */
async function write(work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(['operations', 'batches'], 'readwrite', { durability: 'strict' });
    let result;
    transaction.oncomplete = () => resolve(result?.result ?? result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
    result = work(transaction.objectStore('operations'), transaction.objectStore('batches'));
  });
}

async function read(store) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const request = db.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Whether this browser keeps what is written: some forbid it, others have no room. */
export async function keepsWhatIsWritten() {
  try {
    await write((_, batches) => {
      batches.put({ batchId: '' });
      return batches.delete('');
    });
    return true;
  } catch {
    opened = undefined;
    return false;
  }
}

/** Where nothing can be kept nothing waits. */
export async function rows() {
  const opens = await database().then(
    () => true,
    () => false,
  );
  return opens ? read('operations') : [];
}

export function batches() {
  return read('batches');
}

/** @returns {Promise<number>} its place */
export function add(row) {
  return write((operations) => operations.add({ ...row, since: Date.now() }));
}

export function remove(...places) {
  return write((operations) => void places.forEach((n) => operations.delete(n)));
}

/** Changes fields of rows that are still there. */
export function change(changes) {
  return write((operations) => {
    changes.forEach(([n, fields]) => {
      const found = operations.get(n);
      found.onsuccess = () => found.result && operations.put({ ...found.result, ...fields });
    });
  });
}

/** Whether a row's own attempt was cut off: by a reload, a closed tab, a power cut. */
export function isCutOff(row) {
  return row.state === 'trying' && Date.now() - row.since > TRYING_MILLIS;
}

/** Takes the oldest rows of a till that wait into a batch, once and for all: what is in it never changes. */
export function fill(batch, most, mostBytes) {
  return write((operations, batches) => {
    const all = operations.getAll();
    all.onsuccess = () => {
      let bytes = 0;
      let index = 0;
      for (const row of all.result) {
        if (row.till !== batch.till || (row.state !== 'waiting' && !isCutOff(row))) continue;
        bytes += new TextEncoder().encode(JSON.stringify(row.op)).length + 1;
        if (index === most || bytes > mostBytes) break;
        operations.put({ ...row, state: 'sent', batch: batch.batchId, index: index++ });
      }
      if (index > 0) batches.put({ ...batch, accepted: false });
    };
  });
}

export function accepted(batch) {
  return write((_, batches) => batches.put({ ...batch, accepted: true }));
}

/** A batch of which nothing is to be done any more. */
export function close(batchId) {
  return write((_, batches) => batches.delete(batchId));
}

/** Lets the rows of a batch that was refused as a whole wait again. */
export function dissolve(batchId, members) {
  return write((operations, batches) => {
    members.forEach(({ batch, index, ...row }) => operations.put({ ...row, state: 'waiting' }));
    batches.delete(batchId);
  });
}
