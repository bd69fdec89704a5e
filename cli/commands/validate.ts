/** `hedgerow validate`: draws, codes and scores a sample of hits. */
import { basename } from 'node:path';
import { UserError } from '../../base/user-error.js';
import { openAnalysisOrCorpus } from '../analysis-input.js';
import { defineCommand } from '../command.js';
import { printable, typedCommand } from '../terminal.js';
import { writeResult } from '../write-file.js';

const STEPS = ['draw', 'code', 'adjudicate', 'add', 'score'] as const;

interface Values {
  readonly place: string;
  readonly files?: readonly string[] | undefined;
  readonly measure?: string | undefined;
  readonly by: string;
  readonly groups?: string | undefined;
  readonly 'per-group': number;
  readonly coders: string;
  readonly double: number;
  readonly seed: string;
  readonly 'minimum-documents': number;
  readonly 'keep-duplicates': boolean;
  readonly mask: boolean;
  readonly out?: string | undefined;
  readonly coder?: string | undefined;
  readonly format?: (typeof FORMATS)[number] | undefined;
  readonly port?: number | undefined;
  readonly half: number;
  readonly json?: string | undefined;
}

const FORMATS = ['html', 'csv', 'label-studio', 'inception'] as const;

export const validate = defineCommand({
  usage: 'validate <step> <place> [files..]',
  summary: 'Draw a blind sample, code it, score the stages on it, and correct the figures of reports',
  positionals: {
    step: {
      type: 'string',
      choices: STEPS,
      demandOption: true,
      describe: 'draw from an analysis; code, adjudicate, add and score in a study',
    },
    place: {
      type: 'string',
      demandOption: true,
      describe: 'draw: analysis or corpus; else the folder of the study',
    },
    files: { type: 'string', array: true, describe: 'add: codes, or corrections downloaded from a report' },
  },
  options: {
    measure: {
      type: 'string',
      requiresArg: true,
      describe:
        'draw: hedges, boosters, attribution, voice, sentiment, actors, actors:TYPE or frames:CODEBOOK.FRAME',
    },
    by: {
      type: 'string',
      default: 'outlet',
      requiresArg: true,
      describe: 'draw: column whose groups are compared',
    },
    groups: { type: 'string', requiresArg: true, describe: 'draw: only these groups, as A,B' },
    'per-group': { type: 'number', default: 100, describe: 'draw: units of each group' },
    coders: {
      type: 'string',
      default: 'c1',
      requiresArg: true,
      describe: 'draw: names of the coders, as c1,c2',
    },
    double: { type: 'number', default: 0.3, describe: 'draw: share of the units that every coder codes' },
    seed: { type: 'string', default: '1', requiresArg: true, describe: 'draw: equal seeds draw equal units' },
    'minimum-documents': {
      type: 'number',
      default: 5,
      describe: 'draw: groups of fewer documents are left out',
    },
    'keep-duplicates': { type: 'boolean', default: false, describe: 'draw: near-duplicates too' },
    mask: {
      type: 'boolean',
      default: true,
      describe: 'draw: blot out the name of its own group in a unit (--no-mask leaves it)',
    },
    out: {
      type: 'string',
      requiresArg: true,
      describe: 'draw: the folder of the study; one that is there gets a further draw',
    },
    coder: { type: 'string', requiresArg: true, describe: 'code, add: whose codes' },
    format: {
      type: 'string',
      choices: FORMATS,
      describe: 'code: write a form in place of opening the page',
    },
    port: {
      type: 'number',
      requiresArg: true,
      describe: 'code, adjudicate: of the page on 127.0.0.1 (default: any free)',
    },
    half: { type: 'number', default: 0.05, describe: 'score: half of the 95% interval wanted' },
    json: { type: 'string', requiresArg: true, describe: 'score: also write all of it as JSON' },
  },
  examples: [
    ['hedgerow validate draw analysis --measure hedges --coders c1,c2 --out study', 'units to code blind'],
    ['hedgerow validate code study --coder c1', 'a page in the browser, on this machine only'],
    ['hedgerow validate add study c2.csv', 'a filled-in spreadsheet'],
    ['hedgerow validate score study', 'agreement, accuracy, corrected figures'],
    ['hedgerow compare analysis --validation study', 'a report with corrected figures'],
  ],
  async run(values) {
    const step = values.step as (typeof STEPS)[number];
    if (step === 'draw') return draw(values);
    if (step === 'add') return add(values);
    if (step === 'score') return score(values);
    return code(values, step === 'adjudicate');
  },
});

async function draw(values: Values): Promise<0> {
  if (values.measure === undefined || values.out === undefined)
    throw new UserError({
      what: `--${values.measure === undefined ? 'measure' : 'out'} is missing`,
      remedy: 'Say what to validate and where: hedgerow validate draw ANALYSIS --measure hedges --out STUDY.',
    });
  const [{ drawStudy }, { openStudy }, { writeForms }] = await Promise.all([
    import('../../validation/draw/draw.js'),
    import('../../validation/study/study.js'),
    import('../../validation/coding/coding.js'),
  ]);
  const store = await openAnalysisOrCorpus(values.place, { ...values });
  const names = (list: string): string[] =>
    list
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  try {
    const plan = await drawStudy({
      store,
      title: basename(values.place),
      measure: values.measure,
      by: values.by,
      groups: values.groups === undefined ? undefined : names(values.groups),
      perGroup: values['per-group'],
      coders: names(values.coders),
      double: values.double,
      seed: values.seed,
      minimumDocuments: values['minimum-documents'],
      keepDuplicates: values['keep-duplicates'],
      masked: values.mask,
      folder: values.out,
    });
    const study = await openStudy(values.out);
    const forms = writeForms(study);
    const drawn = plan.strata.reduce((sum, stratum) => sum + stratum.drawn, 0);
    const rows = plan.strata.map(
      (stratum) =>
        `  ${stratum.group}, predicted ${stratum.predicted}: ${stratum.drawn} of ${stratum.units}${stratum.before === 0 ? '' : ` (${stratum.before} before)`}, probability ${stratum.probability.toPrecision(3)}\n`,
    );
    process.stdout.write(
      printable(
        `${drawn} ${plan.target.unit}s drawn from ${plan.analysis.documents} documents in ${plan.groups.length} groups:\n${rows.join('')}The plan is locked (sha256 ${plan.sha256.slice(0, 16)}…): register it before you code.\nThe tool's answers are sealed in ${values.out}/sealed: leave them there until you have coded.\nTo code: hedgerow validate code ${values.out} --coder ${plan.coders[0]}, or open ${forms.join(', ')}.\n`,
      ),
    );
  } finally {
    store.close();
  }
  return 0;
}

async function code(values: Values, adjudicate: boolean): Promise<0> {
  const [{ openStudy }, coding, codes] = await Promise.all([
    import('../../validation/study/study.js'),
    import('../../validation/coding/coding.js'),
    import('../../validation/study/codes.js'),
  ]);
  const study = await openStudy(values.place);
  const coder = adjudicate ? codes.ADJUDICATOR : (values.coder ?? study.plan.coders[0]!);
  const units = coding.unitsOfCoder(study, coder);
  if (units.length === 0) {
    process.stdout.write('There is nothing to adjudicate: no unit has two different answers.\n');
    return 0;
  }
  if (values.format !== undefined) {
    const files = coding.writeForm(study, coder, values.format);
    process.stdout.write(printable(`${units.length} units in ${files.join(', ')}.\n`));
    if (values.format === 'inception')
      process.stdout.write(
        `In INCEpTION make a span layer ${coding.INCEPTION_LAYER} (tokens) with the features answer and note, import as WebAnno TSV 3.3; annotate the name of each unit with the answer, words with answer = span.\n`,
      );
    return 0;
  }
  const { serveCoding } = await import('../../validation/coding/server.js');
  const path = codes.codesFile(study.folder, coder);
  const server = await serveCoding({
    page: coding.codingPage(study, coder, true),
    port: values.port,
    read: () => codes.readCodes(path),
    keep: (given) => {
      coding.keepCodes(study, coder, given);
    },
  });
  process.stdout.write(
    printable(
      `${units.length} units for ${coder}. Open this address in a browser on this machine:\n  ${server.address}\nThe codes are kept in ${path}. Ctrl-C ends.\n`,
    ),
  );
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await server.close();
  return 0;
}

async function add(values: Values): Promise<0> {
  const [{ openStudy }, { addFile }] = await Promise.all([
    import('../../validation/study/study.js'),
    import('../../validation/coding/coding.js'),
  ]);
  if ((values.files ?? []).length === 0)
    throw new UserError({
      what: 'there is nothing to add',
      remedy: 'Give files of codes or corrections: hedgerow validate add STUDY c1.csv.',
    });
  const study = await openStudy(values.place);
  for (const file of values.files!) {
    const { kind, read, added } = addFile(study, file, values.coder);
    process.stdout.write(
      printable(
        `${file}: ${read} ${kind}, ${added} added${kind === 'corrections' ? '; shown with the errors, counted in no estimate: they are no random sample' : ''}.\n`,
      ),
    );
  }
  return 0;
}

async function score(values: Values): Promise<0> {
  const [{ openStudy }, { codedSample }, { openValidation }, { unitsNeeded }, { renderValidation }] =
    await Promise.all([
      import('../../validation/study/study.js'),
      import('../../validation/score/sample.js'),
      import('../../validation/corrected/validation.js'),
      import('../../validation/score/units-needed.js'),
      import('../../validation/corrected/terminal.js'),
    ]);
  if (!(values.half > 0 && values.half < 1))
    throw new UserError({ what: '--half lies between 0 and 1', remedy: 'Give 0.05 for ± 5 points.' });
  const validation = await openValidation(values.place);
  const needed = unitsNeeded(await codedSample(await openStudy(values.place)), values.half);
  process.stdout.write(printable(renderValidation(validation, needed)));
  if (values.json !== undefined)
    writeResult(
      values.json,
      `${JSON.stringify({ ...validation, unitsNeeded: needed, command: typedCommand() }, null, 1)}\n`,
    );
  return 0;
}
