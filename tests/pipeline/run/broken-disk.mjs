// A disk that fills up or turns read-only after so many bytes, for what one thread writes below a folder.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

/** @returns what mends it. */
export function breakDisk({ folder, fault, room }) {
  const { openSync, writeSync, writeFileSync, mkdirSync, renameSync, rmSync } = fs;
  const real = { openSync, writeSync, writeFileSync, mkdirSync, renameSync, rmSync };
  const below = (path) => typeof path === 'string' && resolve(path).startsWith(resolve(folder) + sep);
  const files = new Set();
  let left = room;
  const fail = (call, path) => {
    throw Object.assign(new Error(`${fault}: a test's disk, ${call} '${path}'`), {
      code: fault,
      syscall: call,
    });
  };
  const take = (bytes, path) => {
    left -= bytes;
    if (left < 0) fail('write', path);
  };
  fs.openSync = (path, flags = 'r', ...rest) => {
    const writes = flags !== 'r' && below(path);
    if (writes && left < 0 && fault === 'EROFS') fail('open', path);
    const file = real.openSync(path, flags, ...rest);
    if (writes) files.add(file);
    else files.delete(file);
    return file;
  };
  fs.writeSync = (file, data, ...rest) => {
    if (files.has(file)) take(Buffer.byteLength(data), file);
    return real.writeSync(file, data, ...rest);
  };
  fs.writeFileSync = (path, data, ...rest) => {
    if (below(path)) take(Buffer.byteLength(data), path);
    return real.writeFileSync(path, data, ...rest);
  };
  for (const call of ['mkdirSync', 'renameSync', 'rmSync'])
    fs[call] = (path, ...rest) => {
      if (left < 0 && fault === 'EROFS' && below(path)) fail(call, path);
      return real[call](path, ...rest);
    };
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  };
}
