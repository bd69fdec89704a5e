/** The script of every report. */
import { readyPair } from './pair.js';
import { readyPanels } from './panels.js';
import { readyState } from './state.js';
import { readyFilters, readyLazyTables, readyTables } from './tables.js';
import { readyText } from './text.js';

readyState();
readyText();
readyLazyTables();
readyPair();
readyPanels();
readyFilters();
readyTables();
document.documentElement.dataset.ready = '1';
