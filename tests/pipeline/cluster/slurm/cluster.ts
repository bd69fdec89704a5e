import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Slurm's daemons want root, and the messages between them munge. */
export const slurmIsHere = process.getuid?.() === 0 && ['slurmctld', 'slurmd', 'sbatch', 'munged'].every(has);

/** A Slurm cluster on loopback: one controller and two nodes of one core each, all on this machine. */
export class LoopbackCluster {
  readonly #folder: string;
  readonly environment: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.#folder = folder;
    this.environment = { ...process.env, SLURM_CONF: join(folder, 'slurm.conf') };
  }

  static async start(folder: string): Promise<LoopbackCluster> {
    const cluster = new LoopbackCluster(folder);
    const name = hostname();
    for (const part of ['state', 'spool-n1', 'spool-n2']) mkdirSync(join(folder, part), { recursive: true });
    const base = 20_000 + (process.pid % 10_000);
    const node = (number: number): string =>
      `NodeName=n${number} NodeHostname=${name} NodeAddr=127.0.0.1 Port=${base + number} CPUs=1 RealMemory=4000 State=UNKNOWN`;
    writeFileSync(
      join(folder, 'slurm.conf'),
      `ClusterName=hedgerow
SlurmctldHost=${name}(127.0.0.1)
SlurmctldPort=${base}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdTimeout=10
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2
StateSaveLocation=${folder}/state
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdSpoolDir=${folder}/spool-%n
SlurmdPidFile=${folder}/%n.pid
SlurmdLogFile=${folder}/%n.log
${node(1)}
${node(2)}
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
`,
    );
    if (spawnSync('munge', ['-n'], { stdio: 'ignore' }).status !== 0) {
      mkdirSync('/run/munge', { recursive: true });
      execFileSync('chown', ['munge:', '/run/munge']);
      execFileSync('runuser', ['-u', 'munge', '--', 'munged']);
    }
    cluster.#run('slurmctld', ['-c']);
    cluster.#run('slurmd', ['-N', 'n1']);
    cluster.#run('slurmd', ['-N', 'n2']);
    await cluster.#until(() => cluster.#run('sinfo', ['-h', '-o', '%T %D']).trim() === 'idle 2', 60);
    return cluster;
  }

  /** Names of the nodes that run something now. */
  busyNodes(): readonly string[] {
    return this.#run('squeue', ['-h', '-t', 'R', '-o', '%N']).split('\n').filter(Boolean);
  }

  /** Ends a node as a power cut would: its daemon and all that it runs, at once. */
  kill(node: string): void {
    const jobs = jobsOn(node);
    // What watches over the jobs goes first, or it would still tell the controller that they failed.
    const watchers = new Set(jobs.map(parentOf).filter((pid) => pid > 1));
    const pids = [Number(readFileSync(join(this.#folder, `${node}.pid`), 'utf8')), ...watchers, ...jobs];
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
  }

  /** Waits until the queue is empty. */
  async drained(seconds: number): Promise<void> {
    await this.#until(() => this.#run('squeue', ['-h']).trim() === '', seconds);
  }

  async stop(): Promise<void> {
    for (const node of ['n1', 'n2']) this.kill(node);
    if (existsSync(join(this.#folder, 'slurmctld.pid'))) this.#run('scontrol', ['shutdown']);
    await sleep(1000);
  }

  async #until(condition: () => boolean, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!condition()) {
      if (Date.now() > end) {
        const log = readFileSync(join(this.#folder, 'slurmctld.log'), 'utf8').split('\n').slice(-30);
        throw new Error(`Slurm took more than ${seconds} s:\n${log.join('\n')}`);
      }
      await sleep(500);
    }
  }

  #run(program: string, words: readonly string[]): string {
    return execFileSync(program, words, { encoding: 'utf8', env: this.environment });
  }
}

/** Processes that Slurm started for a node: they carry its name in their environment. */
function jobsOn(node: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`SLURMD_NODENAME=${node}`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** The parent where it is one of Slurm's own processes, else 0. */
function parentOf(pid: number): number {
  try {
    const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    return readFileSync(`/proc/${parent}/cmdline`, 'utf8').startsWith('slurmstepd') ? parent : 0;
  } catch {
    return 0;
  }
}
