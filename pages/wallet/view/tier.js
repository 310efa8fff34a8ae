/** How far it is to the next tier, cut as a tally: twenty strokes, every fifth across the four before it. */
import { html, nothing, svg } from 'lit-html';

const STROKES = 20;
const BUNDLE = 5;

export function tierPanel({ tier }, locale) {
  const { t } = locale;
  const total = tier.points + (tier.next?.needed ?? 0);
  const cut = tier.next ? Math.floor((tier.points * STROKES) / total) : STROKES;
  return html`
    <section class="panel tier" aria-labelledby="tier">
      <div class="row">
        <h2 id="tier">${tier.name}</h2>
        <p class="muted number">
          ${tier.next ? t('tier.progress', { count: tier.points, threshold: total }) : t('tier.points', { count: tier.points })}
        </p>
      </div>
      ${tally(cut, tier.next ? t('tier.tally', { count: tier.points, threshold: total, name: tier.next.name }) : t('tier.highest'))}
      <p>
        ${tier.next ? t('tier.needed', { count: tier.next.needed, name: tier.next.name }) : t('tier.highest')}
        ${tier.next ? nothing : '★'}
      </p>
    </section>
  `;
}

function tally(cut, label) {
  return html`<svg class="tally" viewBox="0 0 200 28" role="img" aria-label=${label} preserveAspectRatio="none">
    ${Array.from({ length: STROKES }, (_, n) => stroke(n, n < cut))}
  </svg>`;
}

function stroke(n, done) {
  const bundle = Math.floor(n / BUNDLE) * 51;
  const across = n % BUNDLE === BUNDLE - 1;
  const x = bundle + 6 + (n % BUNDLE) * 10;
  const path = across ? `M${bundle + 1} 22 L${bundle + 43} 6` : `M${x} 3 V25`;
  return svg`<path class=${done ? 'cut' : 'to-cut'} d=${path}></path>`;
}
