import type { CodeSpace } from 'glass-easel-miniprogram-adapter';
import { elementOf, type Node } from './node.js';
import type { RuntimeUnit } from './source.js';

type Definition = Record<string, unknown>;

/** Components that take part in a form by the behaviour `wx://form-field`, by id. */
export const formFields = new Set<string>();

/** Names that a component must not use for a property: the node itself has them. */
const RESERVED_PROPERTIES = new Set(['dataset', 'id', 'is']);

/** Behaviours that WeChat has built in. */
const FORM_FIELD = 'wx://form-field';
const BUILT_IN_BEHAVIORS = new Set([
  FORM_FIELD,
  'wx://form-field-group',
  'wx://form-field-button',
  'wx://component-export',
]);

/** `hidden` on a component hides the element it stands in, as on a built-in tag. */
const HIDDEN = {
  type: Boolean,
  observer(this: { _$: Node }, isHidden: boolean) {
    elementOf(this._$)?.toggleAttribute('hidden', isHidden);
  },
};

interface Environment {
  Page(definition: Definition): void;
  Component(definition: Definition): void;
  Behavior(definition: Definition): unknown;
}

let app: Definition | undefined;
let environment: Environment | undefined;
let loading: RuntimeUnit | undefined;

/** The app's instance, once `App()` has been called. */
export function appInstance(): Definition | undefined {
  return app;
}

/** Puts `App`, `Page`, `Component`, `Behavior` and `getApp` where the app's code expects them. */
export function installDefinitionGlobals(space: CodeSpace): void {
  const inside = (): Environment => {
    if (!environment) throw new Error('Page, Component and Behavior can be called only while a file is loaded');
    return environment;
  };
  Object.assign(globalThis, {
    App(definition: Definition) {
      app = definition;
    },
    getApp(options?: { allowDefault?: boolean }) {
      if (!app && options?.allowDefault) app = {};
      return app;
    },
    Page(definition: Definition) {
      inside().Page(withBehaviors(definition));
    },
    Component(definition: Definition) {
      inside().Component(prepareComponent(space, definition));
    },
    Behavior(definition: Definition) {
      return inside().Behavior(withBehaviors(definition));
    },
  });
}

/** Loads the file of a page or component, with the globals defining that unit. */
export function loadUnit(space: CodeSpace, unit: RuntimeUnit): void {
  space.componentEnv(unit.id, (env) => {
    environment = env as unknown as Environment;
    loading = unit;
    try {
      unit.load();
    } finally {
      loading = undefined;
    }
  });
}

/** Loads a file that defines no component: `app.ts`. */
export function loadApp(space: CodeSpace, load: () => void): void {
  space.componentEnv('app', (env) => {
    environment = env as unknown as Environment;
    load();
  });
}

function prepareComponent(space: CodeSpace, definition: Definition): Definition {
  const behaviors = (definition.behaviors ?? []) as unknown[];
  const properties = { ...(definition.properties as Record<string, unknown> | undefined) };
  for (const name of Object.keys(properties)) if (RESERVED_PROPERTIES.has(name)) delete properties[name];
  if (behaviors.includes(FORM_FIELD) && loading) {
    formFields.add(loading.id);
    properties.name ??= String;
    properties.value ??= null;
  }
  const data = (definition.data ?? {}) as Record<string, unknown>;
  if (loading && !loading.id.startsWith('miniprogram_npm/') && !('hidden' in data)) properties.hidden ??= HIDDEN;
  const options = definition.options as { styleIsolation?: string; addGlobalClass?: boolean } | undefined;
  if (loading && loading.config.styleIsolation === undefined) {
    const isolation = options?.styleIsolation ?? (options?.addGlobalClass ? 'apply-shared' : undefined);
    if (isolation === 'shared' || isolation === 'page-shared') {
      throw new Error(
        `${loading.id}: put "styleIsolation": "${isolation}" into its json; the preview scopes styles at build time`,
      );
    }
    if (isolation)
      space.addComponentStaticConfig(loading.id, { ...loading.config, styleIsolation: isolation } as never);
  }
  return withBehaviors({ ...definition, properties });
}

function withBehaviors(definition: Definition): Definition {
  if (!Array.isArray(definition.behaviors)) return definition;
  for (const behavior of definition.behaviors) {
    if (typeof behavior === 'string' && !BUILT_IN_BEHAVIORS.has(behavior))
      throw new Error(`behavior ${behavior} is not supported by the preview`);
  }
  return { ...definition, behaviors: definition.behaviors.filter((behavior) => typeof behavior !== 'string') };
}
