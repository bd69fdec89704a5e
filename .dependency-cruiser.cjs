// Imports point one way: base <- language, models, statistics <- corpora <- stages <- pipeline <- queries <- training <- evaluation <- validation <- reports <- cli.
// Each rule says why, so that whoever trips over it knows what to do instead.
const layers = [
  'base',
  'language',
  'models',
  'statistics',
  'corpora',
  'stages',
  'pipeline',
  'queries',
  'training',
  'evaluation',
  'validation',
  'reports',
  'cli',
];

const layerRules = layers.map((layer, i) => ({
  name: `${layer}-imports-only-below`,
  comment: `${layer}/ may import only from layers below it, so that each layer can be used and tested without those above.`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: { path: `^(${[...layers.slice(i + 1), 'bench', 'simulation', 'index\\.ts'].join('|')})` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'stages-meet-by-contract',
      comment:
        "A stage may know another only by its public annotation types (annotation.ts): what it needs of another stage is declared in 'requires' and handed in.",
      severity: 'error',
      from: { path: '^stages/([^/]+)/' },
      to: { path: '^stages/([^/]+)/', pathNot: ['^stages/$1/', '^stages/[^/]+/annotation\\.ts$'] },
    },
    {
      name: 'only-tokenising-knows-wink',
      comment:
        'wink-nlp stays behind stages/tokenising/, so that it can be renewed, replaced and its losses repaired in one place.',
      severity: 'error',
      from: { pathNot: '^(stages/tokenising/|bench/)' },
      to: { path: 'node_modules/wink-' },
    },
    {
      name: 'only-the-codec-builds-arrow',
      comment:
        'Arrow data is built in pipeline/arrow/ and read by corpora/formats/arrow.ts; everyone else sees documents and rows.',
      severity: 'error',
      from: { pathNot: '^(pipeline/|corpora/)' },
      to: { path: 'node_modules/apache-arrow' },
    },
    {
      name: 'only-cli-knows-yargs',
      comment: 'Options reach the library as plain objects; only cli/ knows yargs and exit codes.',
      severity: 'error',
      from: { pathNot: '^cli/' },
      to: { path: 'node_modules/yargs' },
    },
    {
      name: 'no-circular',
      comment: 'A cycle means that two files are one, or that a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circular-folders',
      comment: 'Rooms that need each other are one room, or a third is missing.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|tests)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
