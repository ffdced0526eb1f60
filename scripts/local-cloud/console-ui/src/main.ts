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
createApp(AppShell).use(router).mount('#app');
