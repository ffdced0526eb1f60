import 'element-plus/dist/index.css';
import 'element-plus/theme-chalk/dark/css-vars.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/element.css';
import { createApp } from 'vue';
import AppShell from './app-shell.vue';
import { startLive } from './lib/live.js';
import { followTheme } from './lib/settings.js';
import { router } from './router.js';

followTheme();
startLive();
const app = createApp(AppShell).use(router);
// The shell reads its environment from the address, which is known once the first page is.
void router.isReady().then(() => app.mount('#app'));
