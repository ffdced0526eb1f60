import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { apiPage, root } from '../lib/paths.js';

const SWAGGER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Builds the page that shows `docs/openapi.json` and tries actions, with all that it needs beside it. */
export async function buildApiPage(): Promise<void> {
  mkdirSync(apiPage, { recursive: true });
  const swagger = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  for (const file of SWAGGER_FILES) copyFileSync(path.join(swagger, file), path.join(apiPage, file));
  copyFileSync(path.join(root, 'scripts/api-page/index.html'), path.join(apiPage, 'index.html'));
  copyFileSync(path.join(root, 'docs/openapi.json'), path.join(apiPage, 'openapi.json'));
  await build({
    entryPoints: [path.join(root, 'scripts/api-page/page.ts')],
    outfile: path.join(apiPage, 'page.js'),
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  });
}
