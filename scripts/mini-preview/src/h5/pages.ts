import { extname } from 'node:path';
import type { Site } from './site.js';

/** Names of the files that the page loads first. */
export interface FirstFiles {
  script: string;
  style: string;
}

const ICON_TYPES: Record<string, string> = { '.svg': 'image/svg+xml', '.png': 'image/png' };

/** What lets a browser put the site on the home screen. */
export function webManifest(site: Site): string {
  const type = ICON_TYPES[extname(site.icon)] ?? 'image/png';
  return JSON.stringify({
    name: site.title,
    short_name: site.title,
    description: site.description,
    lang: 'zh-CN',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: site.themeColor,
    background_color: site.backgroundColor,
    icons: [{ src: site.icon, sizes: type === 'image/svg+xml' ? 'any' : '512x512', type, purpose: 'any' }],
  });
}

/** CloudBase's storage: where files are put, and where they are fetched from. */
const STORAGE = 'https://*.myqcloud.com https://*.tcb.qcloud.la';

/**
 * The page that loads the site. Its policy lets it load from its own origin, and call that, `api` and the storage, and nothing else; pictures
 * may come from anywhere by https.
 */
export function h5Html(site: Site, { script, style }: FirstFiles, api: string): string {
  const calls = /^https?:/.test(api) ? ` ${new URL(api).origin}` : '';
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self' blob:${calls} ${STORAGE}`,
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob: https:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const [title, description] = [escapeHtml(site.title), escapeHtml(site.description)];
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>${title}</title>
<meta name="description" content="${description}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:image" content="${escapeHtml(site.icon)}">
<meta property="og:type" content="website">
<meta name="theme-color" content="${escapeHtml(site.themeColor)}">
<link rel="manifest" href="manifest.webmanifest">
<link rel="icon" href="${escapeHtml(site.icon)}">
<link rel="apple-touch-icon" href="${escapeHtml(site.icon)}">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body>
<div id="mp-app"></div>
<noscript>请启用浏览器的 JavaScript 以使用${title}。</noscript>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
