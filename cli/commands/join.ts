/** `hedgerow join`: joins the shards of an analysis. */
import { defineCommand, type ExitStatus } from '../command.js';
import { printable } from '../terminal.js';

export const join = defineCommand({
  usage: 'join <folder>',
  summary: 'Join the shares that `analyse --shard` wrote into one analysis',
  positionals: {
    folder: { type: 'string', demandOption: true, describe: 'The folder that all shares were written to' },
  },
  options: {},
  examples: [['hedgerow join analysis', 'after analyse --shard 1/8 … 8/8 --out analysis']],
  async run(values): Promise<ExitStatus> {
    const { joinShards } = await import('../../pipeline/cluster/shards/join.js');
    const { manifest } = await joinShards(values.folder);
    process.stderr.write(
      `${printable(values.folder)}: ${manifest.read} documents read, ${manifest.analysed} analysed, ${manifest.rejected} rejected, in ${manifest.parts.length} parts.\n`,
    );
    return manifest.rejected > 0 ? 1 : 0;
  },
});
