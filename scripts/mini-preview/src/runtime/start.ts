import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { installAnimate } from './animation.js';
import { tellApp } from './api/app-events.js';
import { installWx } from './api/index.js';
import { callAppHook } from './app-hooks.js';
import { BrowserBackend } from './backend.js';
import { appInstance, installDefinitionGlobals, loadApp } from './definitions.js';
import { obeyFrame } from './framed.js';
import { installNodeHooks } from './node.js';
import { setStack } from './page/current.js';
import { followHistory, launchUrl } from './page/history.js';
import { keptPages } from './page/kept-stack.js';
import { PageStack } from './page/page-stack.js';
import { installRouters } from './page/router.js';
import { installReady } from './ready.js';
import { installDataRules } from './set-data.js';
import { type RuntimeApp, setTheApp } from './source.js';
import { defineTags } from './tags/index.js';
import { setRegions } from './tags/picker-region.js';
import { followTheme, onTheme } from './theme.js';
import { showFaults } from './ui/faults.js';
import { addUnits } from './units.js';

export { wxsCalls } from './wxs-instance.js';

/** Runs an app in this document: loads every file of it, launches it and opens the page that the address names. */
export function start(source: RuntimeApp): void {
  setTheApp(source);
  setRegions(source.regions);
  followTheme();
  obeyFrame();
  showFaults();
  installNodeHooks();
  installReady();
  installAnimate();
  installDataRules();
  installRouters();
  defineTags();
  const options = glassEasel.globalOptions as unknown as { useMethodCallerListeners: boolean };
  options.useMethodCallerListeners = true;

  const environment = new MiniProgramEnv();
  const space = environment.createCodeSpace('', true);
  const backend = new BrowserBackend();
  backend.onEvent();
  const associated = environment.associateBackend(backend as never);
  const stack = new PageStack({ space, backend, associated, source, root: document.getElementById('mp-app')! });
  setStack(stack);

  installDefinitionGlobals(space);
  installWx();
  loadApp(space, source.loadApp);
  addUnits(space, source.units);

  const launch = launchUrl(source.config.pages[0]!);
  const scene = { path: launch.path, query: launch.query, scene: 1001, referrerInfo: {}, shareTicket: undefined };
  callAppHook(appInstance(), 'onLaunch', scene);
  callAppHook(appInstance(), 'onShow', scene);
  followHistory(stack);
  onTheme((theme) => tellApp('ThemeChange', { theme }));
  document.addEventListener('visibilitychange', () => {
    const name = document.hidden ? 'Hide' : 'Show';
    callAppHook(appInstance(), `on${name}`, scene);
    tellApp(`App${name}`, scene);
  });
  stack.launch(launch, keptPages());
}
