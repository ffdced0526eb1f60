import type { files as zh } from '../zh/files.js';

export const files = {
  cannotPlay: 'The browser cannot play this file; download it.',
  contentType: 'Type',
  file: 'File',
  firstPage: 'First page',
  modifiedAt: 'Modified',
  nextPage: 'Next page',
  noFiles: 'There are no files',
  noPreview: 'There is no preview for this type; download it.',
  owner: 'Owner',
  public: 'public',
  removeFile: 'Delete the file {path}? This cannot be undone.',
  searchFiles: 'Path begins with (press /)',
  upload: 'Upload',
  uploaded: 'Uploaded {path}',
} satisfies Record<keyof typeof zh, string>;
