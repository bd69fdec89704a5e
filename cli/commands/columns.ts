/** `hedgerow columns`: prints the data dictionary. */
import { defineCommand } from '../command.js';

export const columns = defineCommand({
  usage: 'columns',
  summary: 'Print the data dictionary: every column of an analysis, with type, unit and meaning',
  positionals: {},
  options: {},
  examples: [['hedgerow columns > columns.md', 'as a page']],
  async run() {
    const { planStages } = await import('../../stages/plan.js');
    const { dataDictionary } = await import('../../queries/data-dictionary.js');
    process.stdout.write(dataDictionary(planStages()));
    return 0;
  },
});
