/** eld with its small data set; the build puts a lighter one in the place of this module (compile-eld.ts). */
export { eld } from 'eld/small';
