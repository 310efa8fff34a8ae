/** Codes that scanners read, as SVG. A quiet zone around them is the style sheet's business: white, on any theme. */
import { CODE128 } from 'jsbarcode/bin/barcodes/CODE128/index.js';
import { nothing, svg } from 'lit-html';
import encodeQR from 'qr';

const BAR_HEIGHT = 40;

/** A QR code (ISO/IEC 18004) with that text; one without a label is for the eye only. */
export function qrCode(text, label) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  const path = rows.map((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`).join('')).join('');
  return drawing(path, rows.length, rows.length, label);
}

/** A Code 128 bar code (ISO/IEC 15417) with that text. */
export function barCode(text, label) {
  const bars = [...new CODE128(text, {}).encode().data].map((bar) => bar === '1');
  const path = runs(bars).map(([x, length]) => `M${x} 0h${length}v${BAR_HEIGHT}h-${length}z`).join('');
  return drawing(path, bars.length, BAR_HEIGHT, label);
}

function drawing(path, width, height, label) {
  return svg`<svg role=${label ? 'img' : nothing} aria-label=${label || nothing} aria-hidden=${label ? nothing : 'true'} viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges" preserveAspectRatio="none">
    <path d=${path} fill="#000"></path>
  </svg>`;
}

/** Where dark stretches begin, and how long they are. */
function runs(cells) {
  const found = [];
  cells.forEach((dark, x) => {
    if (dark && cells[x - 1]) found.at(-1)[1]++;
    else if (dark) found.push([x, 1]);
  });
  return found;
}
