/** Runs ONNX graphs: native code by default, WebAssembly where that is asked for. Both are optional packages. */
import { UserError } from '../../base/user-error.js';

/** `native` is onnxruntime-node, `wasm` onnxruntime-web, some four times slower and without native code. */
export const RUNTIMES = ['native', 'wasm'] as const;
export type RuntimeName = (typeof RUNTIMES)[number];

export interface Tensor {
  readonly data: Float32Array | BigInt64Array;
  readonly dims: readonly number[];
}

/** A graph that is ready to run. */
export interface Graph {
  readonly outputs: readonly string[];
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export interface Runtime {
  load(model: Uint8Array): Promise<Graph>;
}

/** The part of onnxruntime's interface that is used here; both packages have it. */
interface OnnxRuntime {
  readonly env: {
    logLevel?: string;
    readonly wasm?: { numThreads?: number };
  };
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: 'int64' | 'float32', data: unknown, dims: readonly number[]) => Tensor;
}

interface OnnxSession {
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

const PACKAGES = { native: 'onnxruntime-node', wasm: 'onnxruntime-web' } as const;
const COMMANDS = {
  native: 'npm install onnxruntime-node@1.30 --ignore-scripts',
  wasm: 'npm install onnxruntime-web@1.30',
} as const;

/** One thread: the pipeline has a worker for each core. Never a batch: see `Encoder`. */
const SESSION = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
} as const;

/**
 * Loads a runtime.
 *
 * @throws UserError with the command to type where its package is not installed.
 */
export async function loadRuntime(name: RuntimeName): Promise<Runtime> {
  const onnx = await importPackage(name);
  if (onnx.env.wasm !== undefined) onnx.env.wasm.numThreads = 1;
  return {
    async load(model) {
      const session = await onnx.InferenceSession.create(model, {
        ...SESSION,
        executionProviders: [name === 'native' ? 'cpu' : 'wasm'],
      });
      return {
        outputs: session.outputNames,
        run: (inputs) =>
          session.run(
            Object.fromEntries(
              Object.entries(inputs).map(([input, { data, dims }]) => [
                input,
                new onnx.Tensor(data instanceof BigInt64Array ? 'int64' : 'float32', data, dims),
              ]),
            ),
          ),
      };
    },
  };
}

async function importPackage(name: RuntimeName): Promise<OnnxRuntime> {
  // A name that bundlers and the compiler cannot follow: the package may be absent.
  const specifier: string = PACKAGES[name];
  try {
    const module = (await import(specifier)) as OnnxRuntime & { readonly default?: OnnxRuntime };
    return module.InferenceSession === undefined ? module.default! : module;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const absent = code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${specifier}'`);
    throw new UserError({
      what: 'the accurate models cannot be run',
      where: specifier,
      why: absent
        ? `the package ${specifier}, which runs them, is not installed`
        : `the package ${specifier} does not load here: ${message.split('\n')[0]}`,
      remedy: absent
        ? `Run: ${COMMANDS[name]}${name === 'native' ? `  (or, without native code and slower: ${COMMANDS.wasm}, and the option \`runtime: 'wasm'\`)` : ''}`
        : name === 'native'
          ? `Install it anew (${COMMANDS.native}), or run: ${COMMANDS.wasm} and give the option \`runtime: 'wasm'\`.`
          : `Install it anew: ${COMMANDS.wasm}`,
    });
  }
}
