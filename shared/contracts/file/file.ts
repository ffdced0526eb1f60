import * as z from 'zod';
import { Instant } from '../terms.js';

export const FileId = z
  .string()
  .regex(/^fil_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 fil_ 开头的编号')
  .brand('FileId');
export type FileId = z.output<typeof FileId>;

/** What a file is for; its policy is in `policies`. */
export const FilePurpose = z.enum(['avatar', 'review-picture', 'appraisal-picture']).meta({ 'x-extensible': true });
export type FilePurpose = z.output<typeof FilePurpose>;

export const FileExtension = z.enum(['jpg', 'png', 'webp']);
export type FileExtension = z.output<typeof FileExtension>;

/** What one purpose takes. */
export interface FilePolicy {
  title: string;
  types: readonly FileExtension[];
  /** Bytes. */
  largest: number;
  /** Width times height: what a small file may not blow up to. */
  mostPixels: number;
  /** Files that one user may have at a time. */
  most: number;
  /** Shown to others once it has been looked at; everything else is for its owner alone. */
  shown: boolean;
}

const MB = 1024 * 1024;
const PICTURES = ['jpg', 'png', 'webp'] as const;

export const policies: Readonly<Record<FilePurpose, FilePolicy>> = {
  avatar: { title: '头像', types: PICTURES, largest: 2 * MB, mostPixels: 4_000_000, most: 3, shown: true },
  'review-picture': {
    ...{ title: '评价图片', types: PICTURES, largest: 5 * MB, mostPixels: 25_000_000 },
    ...{ most: 50, shown: true },
  },
  'appraisal-picture': {
    ...{ title: '鉴定图片', types: PICTURES, largest: 8 * MB, mostPixels: 50_000_000 },
    ...{ most: 100, shown: false },
  },
};

/**
 * - `awaited`: the place is claimed, nothing has been committed
 * - `checking`: it is being looked at by the platform's moderation
 * - `review`: a person has to look
 * - `ready`: it may be used
 * - `refused`: it may not, and is for nobody
 */
export const FileState = z.enum(['awaited', 'checking', 'review', 'ready', 'refused']);
export type FileState = z.output<typeof FileState>;

export const FileView = z.strictObject({
  fileId: FileId,
  purpose: FilePurpose,
  state: FileState,
  bytes: z.int().nullable(),
  createdAt: Instant,
});
