/** Small drawings of calls. */
import { s } from './dom.js';
import { millis } from './format.js';

/** Calls of the last five minutes, ten seconds a bar. */
export function activity({ activity: calls, failures }) {
  const total = sum(calls);
  const most = Math.max(4, ...calls);
  const bars = calls.flatMap((count, i) => [
    count ? bar('well', i, count / most, 0) : null,
    failures[i] ? bar('badly', i, failures[i] / most, 0) : null,
  ]);
  const label = total ? `${total} calls in the last five minutes, ${sum(failures)} of them failed` : 'no calls in the last five minutes';
  return s('svg', { class: 'activity', viewBox: '0 0 120 20', role: 'img', 'aria-label': label }, s('path', { class: 'floor', d: 'M0 19.5H119' }), bars);
}

function bar(look, i, part) {
  const height = Math.max(2, part * 18);
  return s('rect', { class: look, x: i * 4, y: 19 - height, width: 3, height });
}

/** How long the latest calls took, the newest at the right; what a cold start took stands on top. */
export function durations(calls) {
  const most = Math.max(1, ...calls.map((call) => call.millis + (call.coldStart ?? 0)));
  const height = (value) => Math.max(1, Math.sqrt(value / most) * 60);
  const bars = [...calls].reverse().map((call, i) => {
    const x = (60 - calls.length + i) * 10;
    const whole = height(call.millis + (call.coldStart ?? 0));
    const own = height(call.millis);
    return [
      call.coldStart ? s('rect', { class: 'cold', x, y: 62 - whole, width: 8, height: whole - own }) : null,
      s('rect', { class: call.outcome === 'SUCCEEDED' ? 'well' : 'badly', x, y: 62 - own, width: 8, height: own }),
    ];
  });
  return s('svg', {
    class: 'durations', viewBox: '0 0 600 64', preserveAspectRatio: 'none', role: 'img',
    'aria-label': `The latest ${calls.length} calls; the longest took ${millis(most)}`,
  }, s('path', { class: 'floor', d: 'M0 63H600' }), bars);
}

function sum(counts) {
  return counts.reduce((total, count) => total + count, 0);
}
