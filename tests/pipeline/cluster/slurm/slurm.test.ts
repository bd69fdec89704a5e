import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { arrayScript, joinScript, shellWord } from '../../../../pipeline/cluster/slurm/scripts.js';
import { hedgerow } from '../../../cli/run-hedgerow.js';
import { writeArticles } from '../../articles-file.js';
import { hashesOf } from '../../folder-bytes.js';
import { LoopbackCluster, slurmIsHere } from './cluster.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-slurm-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const JOB = {
  out: '/scratch/x',
  folder: '/scratch/x/slurm',
  tasks: 8,
  hedgerow: ['node', 'main.js'],
  analyse: ["it's; rm -rf.csv", '--text-column=$HOME'],
  directory: '/home/a b',
  cpus: 2,
  memory: '2G',
  time: '08:00:00',
  sbatch: ['--partition=long'],
};

describe('the scripts of a Slurm array', () => {
  it('give each task its share, and take rejects for no failure', () => {
    const script = arrayScript(JOB);
    expect(script).toContain('#SBATCH --array=1-8\n');
    expect(script).toContain('#SBATCH --partition=long\n');
    expect(script).toContain(`--shard "$SLURM_ARRAY_TASK_ID/8"`);
    expect(script).toContain('[ "$status" -eq 1 ] && exit 0');
    expect(joinScript(JOB)).toContain('node main.js join /scratch/x\n');
    for (const made of [script, joinScript(JOB)])
      expect(spawnSync('bash', ['-n'], { input: made }).status).toBe(0);
  });

  it.each(["it's; rm -rf", '$HOME `id`', 'a\nb', '', '*.gz', 'plain-1.csv'])(
    'quote %j for the shell',
    (word) => {
      const { stdout } = spawnSync('bash', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' });
      expect(stdout).toBe(word);
    },
  );
});

describe.skipIf(!slurmIsHere)('on a Slurm cluster (skipped without Slurm and root)', () => {
  it('an array of 8 over 4,000 articles, one node killed midway, gives the bytes of one machine', async () => {
    const corpus = join(scratch, 'articles.jsonl');
    await writeArticles(corpus, 4000);
    const whole = join(scratch, 'whole');
    expect(hedgerow(['analyse', corpus, '--out', whole]).status).toBe(1);
    const cluster = await LoopbackCluster.start(join(scratch, 'cluster'));
    try {
      const out = join(scratch, 'array');
      const words = ['dist/cli/main.js', 'slurm', corpus, '--out', out, '--tasks', '8', '--cpus', '1'];
      const submitted = spawnSync('node', words, { env: cluster.environment, encoding: 'utf8' });
      expect(submitted.stderr).toContain('Submitted');
      const stored = (): number =>
        readdirSync(join(out, 'documents')).filter((name) => name.endsWith('.parquet')).length;
      while (!readdirSync(out).includes('documents') || stored() < 3 || !cluster.busyNodes().includes('n2'))
        await sleep(100);
      cluster.kill('n2');
      await cluster.drained(600);
      expect(readFileSync(join(out, 'slurm', 'join.log'), 'utf8')).toContain('4003 documents read');
      rmSync(join(out, 'slurm'), { recursive: true });
      // The digest is made of the analysis, by whichever command ends it.
      for (const folder of [out, whole]) rmSync(join(folder, '.digest'), { recursive: true, force: true });
      expect(hashesOf(out)).toEqual(hashesOf(whole));
    } finally {
      await cluster.stop();
    }
  }, 900_000);
});
