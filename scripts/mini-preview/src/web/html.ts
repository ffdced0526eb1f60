import type { AppConfig } from '../project/app-json.js';

/** The page that loads an app. Everything in it is addressed relative to `baseUrl`, or to the page when that is empty. */
export function indexHtml(config: AppConfig, app: string, baseUrl: string): string {
  const title = String(config.window.navigationBarTitleText ?? app);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
${baseUrl ? `<base href="${escapeHtml(baseUrl)}">\n` : ''}<link rel="icon" href="data:,">
<link rel="stylesheet" href="app.css">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="mp-app"></div>
<script src="app.js"></script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
