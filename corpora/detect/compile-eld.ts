/**
 * A step of the build: eld with its n-grams as JSON text, in the place of the module that imports it. As a literal the
 * n-grams cost the compiler some 60 MB, which the process keeps, and three times the time.
 */
import { build } from 'rolldown';
import { fromPackageRoot } from '../../base/package-root.js';

await build({
  input: 'eld/small',
  cwd: fromPackageRoot('.'),
  platform: 'node',
  logLevel: 'warn',
  plugins: [
    {
      name: 'n-grams as JSON',
      async transform(_, id) {
        if (!/[\\/]ngrams[\\/]\w+\.js$/.test(id)) return null;
        const { ngramsData } = (await import(id)) as { ngramsData: object };
        return `export const ngramsData = JSON.parse(${JSON.stringify(JSON.stringify(ngramsData))});`;
      },
    },
  ],
  output: {
    file: fromPackageRoot('dist/corpora/detect/eld.js'),
    format: 'esm',
    banner: '/*! eld, copyright 2023 Nito T.M., Apache License 2.0 */',
  },
});
