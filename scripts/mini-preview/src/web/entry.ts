import type { AppConfig } from '../project/app-json.js';
import type { Unit } from '../project/components.js';

export interface EntryParts {
  app: string;
  env: string;
  config: AppConfig;
  appScript: string;
  units: Iterable<Unit>;
  /** Class prefix by id, for components whose styles are isolated. */
  prefixes: ReadonlyMap<string, string>;
  templates: string;
  runtime: string;
  /** Whether a template has a picker of regions, whose list is large. */
  picksRegions: boolean;
}

/** The module that starts an app: every page and component with its config, template and script. */
export function entryModule(parts: EntryParts): string {
  const units = [...parts.units].map((unit) => unitObject(unit, parts.prefixes.get(unit.id), 'templates'));
  const regions = parts.picksRegions ? "import { areaList } from '@vant/area-data';\n" : '';
  return `${regions}import { start, wxsCalls } from ${JSON.stringify(parts.runtime)};
const templates = (${parts.templates});
start({
  app: ${JSON.stringify(parts.app)},
  env: ${JSON.stringify(parts.env)},
  config: ${JSON.stringify(parts.config)},
  ${parts.picksRegions ? 'regions: areaList,' : ''}
  loadApp: () => require(${JSON.stringify(parts.appScript)}),
  units: [
${units.join(',\n')}
  ],
});
`;
}

/**
 * A unit as the runtime takes it, as JavaScript.
 * @param templates the name of the object that holds the compiled templates by id
 */
export function unitObject(unit: Unit, prefix: string | undefined, templates: string): string {
  const { id, json } = unit;
  const config = {
    component: !unit.isPage,
    usingComponents: Object.fromEntries(Object.entries(unit.using).map(([tag, target]) => [tag, `/${target}`])),
    componentGenerics: Object.fromEntries(
      Object.entries(unit.generics).map(([name, target]) => [name, target === true ? true : { default: `/${target}` }]),
    ),
    ...(json.styleIsolation !== undefined && { styleIsolation: json.styleIsolation }),
    ...(json.componentPlaceholder !== undefined && { componentPlaceholder: json.componentPlaceholder }),
  };
  const fields = [
    `id: ${JSON.stringify(id)}`,
    `config: ${JSON.stringify(config)}`,
    `template: { groupList: ${templates}, content: ${templates}[${JSON.stringify(id)}] }`,
    `classPrefix: ${JSON.stringify(prefix)}`,
    `window: ${JSON.stringify(unit.isPage ? json : undefined)}`,
    `load: () => require(${JSON.stringify(unit.script)})`,
  ];
  return `{ ${fields.join(', ')} }`;
}
