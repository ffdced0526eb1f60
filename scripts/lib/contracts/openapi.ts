import { errorTable } from '../../../shared/contracts/errors.js';
import type { ActionDescription, Description } from './describe.js';
import { exampleOf } from './example.js';
import { type JsonSchema, referenceTo, type SchemaTable } from './json-schema.js';
import { errorsOf, policies, rateLimitOf } from './policy.js';

const JSON_BODY = 'application/json';

/** The OpenAPI 3.1 document of all actions. */
export function openApi({ actions, schemas }: Description, version: string): string {
  const modules = [...new Set(actions.map(({ module }) => module))];
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'Yunshu 云枢',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'the page /docs/ of the local cloud' }],
    tags: modules.map((name) => ({ name })),
    paths: Object.fromEntries(actions.map((action) => [`/${action.name}`, { post: operation(action, schemas) }])),
    components: { schemas: { ...schemas, ...ANSWER_SCHEMAS }, examples: failureExamples(), securitySchemes: SECURITY },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const INTRODUCTION = `Every action is a cloud function; the path is its name and the body its input.

In a mini-program: \`wx.cloud.callFunction({ name, data })\`. In the local cloud: \`POST /__cloud/callFunction
{ env, name, data }\`, which is what *Execute* does on this page, as the user named at its top.

A function always answers: \`{ ok: true, data, traceId }\` or \`{ ok: false, error, traceId }\`. The HTTP status is that of the
error's row in the error table.`;

const SECURITY = {
  user: {
    type: 'apiKey',
    in: 'header',
    name: 'x-dev-openid',
    description: 'In the local cloud: who calls, any text. In production the platform knows, and nobody else is asked.',
  },
};

const ANSWER_SCHEMAS: SchemaTable = {
  AnswerError: {
    type: 'object',
    properties: {
      code: { type: 'string' },
      message: { type: 'string', description: 'For the person in front of the screen.' },
      fields: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'For bad input: path of the field and what is wrong with it.',
      },
      retryAfterMs: { type: 'integer', description: 'When trying again can help, how long to wait first, in ms.' },
    },
    required: ['code', 'message'],
  },
  Failure: {
    type: 'object',
    properties: { ok: { const: false }, error: referenceTo('AnswerError'), traceId: { type: 'string' } },
    required: ['ok', 'error', 'traceId'],
  },
};

function operation(action: ActionDescription, schemas: SchemaTable) {
  const { name, module, title, access, deprecated, input, budget, idempotent } = action;
  return {
    operationId: name,
    tags: [module],
    summary: title,
    description: inWords(action),
    ...(deprecated && { deprecated: true }),
    security: access === 'guest' ? [{}, { user: [] }] : [{ user: [] }],
    requestBody: {
      required: true,
      content: { [JSON_BODY]: { schema: input, example: exampleOf(input, schemas) } },
    },
    responses: { 200: success(action, schemas), ...failures(action) },
    'x-access': access,
    ...(idempotent && { 'x-idempotency': idempotent }),
    ...(rateLimitOf(action) && { 'x-rate-limit': rateLimitOf(action) }),
    'x-budget': budget,
  };
}

function inWords(action: ActionDescription): string {
  const { deprecated } = action;
  const notice = deprecated ? [`**Deprecated since ${deprecated.since}: use \`${deprecated.use}\`.**`] : [];
  return [...notice, ...policies(action)].join('\n\n');
}

function success({ output }: ActionDescription, schemas: SchemaTable) {
  const schema: JsonSchema = {
    type: 'object',
    properties: { ok: { const: true }, data: output, traceId: { type: 'string' } },
    required: ['ok', 'data', 'traceId'],
  };
  const example = { ok: true, data: exampleOf(output, schemas), traceId: 'b7f3c1d2' };
  return { description: 'done', content: { [JSON_BODY]: { schema, example } } };
}

/** One response for each HTTP status, with an example for each code. */
function failures(action: ActionDescription) {
  const rows = errorsOf(action);
  const statuses = [...new Set(rows.map(({ status }) => status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = rows.filter((row) => row.status === status).map(({ code }) => code);
      const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
      return [
        status,
        { description: codes.join(', '), content: { [JSON_BODY]: { schema: referenceTo('Failure'), examples } } },
      ];
    }),
  );
}

function failureExamples() {
  return Object.fromEntries(
    Object.entries(errorTable).map(([code, { message }]) => [
      code,
      { summary: message, value: { ok: false, error: { code, message }, traceId: 'b7f3c1d2' } },
    ]),
  );
}
