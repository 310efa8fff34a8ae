import { applyBrand, sentColor } from '../shared/brand.js';
applyBrand(sentColor());
