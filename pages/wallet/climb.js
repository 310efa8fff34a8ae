/** Numbers that rise rather than jump, for those who like motion. */
const MILLIS = 900;

let climbing = 0;

/** @param {(value: number) => void} show */
export function climb(from, to, show) {
  cancelAnimationFrame(climbing);
  if (from === to || matchMedia('(prefers-reduced-motion: reduce)').matches || document.visibilityState === 'hidden') {
    show(to);
    return;
  }
  const start = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - start) / MILLIS);
    show(Math.round(from + (to - from) * (1 - (1 - part) ** 3)));
    if (part < 1) climbing = requestAnimationFrame(step);
  };
  climbing = requestAnimationFrame(step);
}
