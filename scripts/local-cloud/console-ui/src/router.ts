import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { TextKey } from './text/index.js';

declare module 'vue-router' {
  interface RouteMeta {
    title: TextKey;
    /** Which entry of the menu is marked. */
    menu: string;
  }
}

const page = (path: string, title: TextKey, component: RouteRecordRaw['component'], menu = path): RouteRecordRaw =>
  ({ path, component: component!, meta: { title, menu } }) as RouteRecordRaw;

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    page('/', 'overview', () => import('./pages/overview-page.vue')),
    page('/functions', 'functions', () => import('./pages/functions-page.vue')),
    page('/functions/:name', 'functions', () => import('./pages/function-page.vue'), '/functions'),
    page('/logs', 'logs', () => import('./pages/logs-page.vue')),
    page('/metrics', 'metrics', () => import('./pages/metrics-page.vue')),
    page('/data', 'data', () => import('./pages/data-page.vue')),
    page('/files', 'files', () => import('./pages/files-page.vue')),
    page('/inbox', 'inbox', () => import('./pages/inbox-page.vue')),
    page('/cashier', 'cashier', () => import('./pages/cashier-page.vue')),
    page('/timers', 'timers', () => import('./pages/timers-page.vue')),
    page('/faults', 'faults', () => import('./pages/faults-page.vue')),
    page('/state', 'backup', () => import('./pages/state-page.vue')),
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});

/** The menu, in its order. */
export const MENU: readonly { path: string; title: TextKey }[] = [
  { path: '/', title: 'overview' },
  { path: '/functions', title: 'functions' },
  { path: '/logs', title: 'logs' },
  { path: '/metrics', title: 'metrics' },
  { path: '/data', title: 'data' },
  { path: '/files', title: 'files' },
  { path: '/inbox', title: 'inbox' },
  { path: '/cashier', title: 'cashier' },
  { path: '/timers', title: 'timers' },
  { path: '/faults', title: 'faults' },
  { path: '/state', title: 'backup' },
];
