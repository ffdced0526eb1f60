import { data } from './data.js';
import { faults } from './faults.js';
import { files } from './files.js';
import { functions } from './functions.js';
import { inbox } from './inbox.js';
import { metrics } from './metrics.js';
import { payments } from './payments.js';
import { shell } from './shell.js';
import { state } from './state.js';

/** The console's English texts. */
export const en = { ...data, ...faults, ...files, ...functions, ...inbox, ...metrics, ...payments, ...shell, ...state };
