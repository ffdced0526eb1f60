import type { HttpDoor } from '../../../shared/contracts/http-door.js';
import { type CloudFunction, isAction } from '../actions.js';
import type { ActionDescription, Description } from './describe.js';
import { type JsonSchema, referredName, resolve, type SchemaTable } from './json-schema.js';
import { errorsOf, policies } from './policy.js';
import { typeInWords } from './type-in-words.js';

const HEADER = `# Actions

Generated from the contracts by \`npm run generate\`. Not to be edited.

An action is called by its name: \`wx.cloud.callFunction({ name, data })\` in a mini-program, \`api.order.create(data)\` with
the typed client, \`callAction(orderCreate, data)\` from another function. It answers \`{ ok: true, data, traceId }\`, with the
output below as \`data\`, or \`{ ok: false, error: { code, message, fields?, retryAfterMs? }, traceId }\`. Every action takes
its input strictly: a field that is not listed is an error. The same as OpenAPI: [openapi.json](openapi.json), and as a page
to try things on: \`/docs/\` of the local cloud.
`;

/** \`docs/actions.md\`: what a person who calls the actions has to know. */
export function actionsReference({ actions, schemas }: Description, functions: readonly CloudFunction[]): string {
  const modules = [...new Set(actions.map(({ module }) => module))];
  const doors = functions.flatMap(({ declared }) => (isAction(declared) ? [] : [declared]));
  return [
    HEADER,
    contents(actions, modules),
    ...modules.flatMap((module) => [
      `## ${module}\n`,
      ...actions.filter((one) => one.module === module).map((action) => section(action, schemas)),
    ]),
    doorTable(doors),
    shapes(schemas),
  ].join('\n');
}

function contents(actions: readonly ActionDescription[], modules: readonly string[]): string {
  const rows = modules.map((module) => {
    const links = actions.filter((one) => one.module === module).map(({ name }) => `[${name}](#${name})`);
    return `| ${module} | ${links.join(' ')} |`;
  });
  return ['| module | actions |', '|---|---|', ...rows, ''].join('\n');
}

function section(action: ActionDescription, schemas: SchemaTable): string {
  const { name, title, deprecated } = action;
  return [
    `### ${name}\n`,
    `**${title}.** ${policies(action).join(' ')}\n`,
    ...(deprecated ? [`> Deprecated since ${deprecated.since}: use [${deprecated.use}](#${deprecated.use}).\n`] : []),
    fields('input', action.input, schemas),
    fields('output', action.output, schemas),
    `Errors: ${errorsOf(action)
      .map(({ code, message }) => `\`${code}\` ${message}`)
      .join(' · ')}\n`,
  ].join('\n');
}

/** The fields of an object as a table; anything else in a line. */
function fields(label: string, schema: JsonSchema, schemas: SchemaTable): string {
  const { properties, required = [], type } = resolve(schema, schemas);
  if (type !== 'object' || !properties) return `${label}: ${typeInWords(schema)}\n`;
  if (referredName(schema)) return `${label}: ${typeInWords(schema)}\n`;
  const entries = Object.entries(properties);
  if (entries.length === 0) return `${label}: nothing\n`;
  const rows = entries.map(([key, property]) => {
    const { default: standard, description } = resolve(property, schemas);
    const presence = required.includes(key)
      ? ''
      : standard === undefined
        ? 'optional'
        : `\`${JSON.stringify(standard)}\``;
    return `| \`${key}\` | ${typeInWords(property)} | ${[presence, description].filter(Boolean).join('; ')} |`;
  });
  return [`| ${label} | type | unless given |`, '|---|---|---|', ...rows, ''].join('\n');
}

function doorTable(doors: readonly HttpDoor[]): string {
  const rows = doors.map(({ name, title, path, streams }) => {
    return `| \`${name}\` | ${streams === 'wechat' ? 'none' : `\`${path}\``} | ${title} |`;
  });
  return ['## HTTP doors\n', '| function | route | what |', '|---|---|---|', ...rows, ''].join('\n');
}

function shapes(schemas: SchemaTable): string {
  const sections = Object.entries(schemas).map(([name, schema]) => {
    const isObject = schema.type === 'object' && schema.properties;
    return `### ${name}\n\n${isObject ? fields('field', schema, schemas) : `${typeInWords(schema)}\n`}`;
  });
  return ['## Shapes\n', ...sections].join('\n');
}
