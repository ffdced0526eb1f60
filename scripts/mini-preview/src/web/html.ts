import type { AppConfig } from '../project/app-json.js';

/**
 * On a wide screen the frame with its phone is loaded, which loads this page again inside of it; on a phone, or with
 * `?bare`, the app itself.
 */
const LOADER = `(function () {
  var query = new URLSearchParams(location.search);
  var inside = window.parent !== window || query.has('framed') || query.has('bare');
  var name = inside || innerWidth < 720 ? 'app' : 'frame';
  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = name + '.css';
  document.head.append(style);
  var script = document.createElement('script');
  script.src = name + '.js';
  style.onload = function () { document.body.append(script); };
})();`;

/** The page that loads an app. Everything in it is addressed relative to `baseUrl`, or to the page when that is empty. */
export function indexHtml(config: AppConfig, app: string, baseUrl: string): string {
  const title = String(config.window.navigationBarTitleText ?? app);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
${baseUrl ? `<base href="${escapeHtml(baseUrl)}">\n` : ''}<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="mp-app"></div>
<script>
${LOADER}
</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
