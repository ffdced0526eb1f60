import type { state as zh } from '../zh/state.js';

export const state = {
  allEnvironments: 'All {n} environments',
  backup: 'Backup',
  checkingState: 'Checking and loading; other requests are turned away meanwhile…',
  chooseStateFile: 'Choose a file…',
  exported: 'Downloaded {name} ({bytes})',
  exportHelp:
    'Database, files, deployed code, all records of WeChat and payments, and the clock, as one file. Work can go on meanwhile.',
  exportState: 'Export',
  imported: 'Loaded {environments}: {files} files, {bytes}',
  importFailedHelp: 'Nothing was changed. Try another file, or export again.',
  importHelp:
    'Replaces everything in the environments that the file holds. It is checked and loaded on trial first; whatever is wrong with it, nothing changes.',
  importQuestion:
    'Replace all data of the environments in {file} ({size})? What is there now cannot be brought back; export it first.',
  importState: 'Import',
  packing: 'Packing…',
  receivedBytes: '{bytes} received',
  replaceState: 'Replace data',
  stateByCommand: 'On the command line',
  stateByCommandHelp: 'The same can be put into a folder, for a repository or a bug report.',
  uploading: 'Uploading…',
} satisfies Record<keyof typeof zh, string>;
