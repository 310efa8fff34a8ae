/** The retailer's colour, from which the style sheet takes all others. */
export function applyBrand(color) {
  document.documentElement.style.setProperty('--brand', color);
}

/** What the page was sent with. */
export function sentColor() {
  return document.querySelector('meta[name=theme-color]').content;
}
