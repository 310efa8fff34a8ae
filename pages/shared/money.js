/** Minor units of currencies (ISO 4217). Browsers go by custom instead, and so show no fillér of a forint though it has a hundred. */
const DECIMALS = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const USUAL = 2;

/** How many decimals an amount in minor units of a currency has. */
export function decimalsOf(currency) {
  const found = Object.entries(DECIMALS).find(([, currencies]) => currencies.includes(currency));
  return found ? Number(found[0]) : USUAL;
}
