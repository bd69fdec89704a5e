#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In few files where the build made them: finding and parsing hundreds of modules is a third of a short command's time.
const bundled = new URL('../bundle/run.js', import.meta.url);
await import(existsSync(bundled) ? bundled.href : './run.js');
