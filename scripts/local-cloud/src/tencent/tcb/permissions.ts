import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Kernel } from '../../kernel/kernel.js';
import type { StorageService } from '../../storage/index.js';
import { writeDurably } from '../../wechat-pay/durable-file.js';
import type { TencentAction } from '../api/call.js';
import { TencentError, unsupported } from '../api/error.js';
import type { FunctionCatalog } from '../functions/catalog.js';
import { environmentOf } from './environments.js';

const TYPES = ['function', 'storage', 'table', 'collection'] as const;
const LEVELS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY'] as const;

interface Permission {
  ResourceType: (typeof TYPES)[number];
  Resource: string;
  Permission: string;
  SecurityRule?: string;
}

interface PermissionParts {
  kernel: Kernel;
  catalog: FunctionCatalog;
  storage: Pick<StorageService, 'setAccess'>;
}

/**
 * Who may reach functions, files and collections. Rules of functions and levels of storage take effect; those of
 * collections are kept and told, because nothing but functions and administrators reaches a database here.
 */
export function createPermissionActions({ kernel, catalog, storage }: PermissionParts): Record<string, TencentAction> {
  const fileOf = (env: string) => path.join(kernel.dataDir, env, 'permissions', 'permissions.json');
  const load = (env: string): Permission[] =>
    existsSync(fileOf(env)) ? (JSON.parse(readFileSync(fileOf(env), 'utf8')) as Permission[]) : [];

  function keep(env: string, permission: Permission): void {
    const { ResourceType, Resource } = permission;
    const others = load(env).filter((one) => one.ResourceType !== ResourceType || one.Resource !== Resource);
    mkdirSync(path.dirname(fileOf(env)), { recursive: true });
    writeDurably(fileOf(env), `${JSON.stringify([...others, permission], null, 2)}\n`);
  }

  async function apply(env: string, { ResourceType, Resource, Permission, SecurityRule }: Permission): Promise<void> {
    const level = LEVELS.find((one) => one === Permission);
    if (ResourceType === 'function') {
      if (Resource === '') throw unsupported('a rule for all functions; name one as Resource');
      const invoke = mayAnyoneInvoke(SecurityRule ?? '') ? 'anyone' : 'authenticated';
      await catalog.update(env, Resource, (record) => {
        return { ...record, latest: { ...record.latest, settings: { ...record.latest.settings, invoke } } };
      });
    } else if (ResourceType === 'storage') {
      if (level === undefined) throw unsupported('rules of storage; choose one of its levels');
      storage.setAccess(env, level);
    }
  }

  return {
    ModifyResourcePermission: async ({ params }) => {
      const env = environmentOf(kernel, params);
      const type = TYPES.find((one) => one === params.text('ResourceType'));
      const level = params.text('Permission');
      if (!type)
        throw new TencentError('InvalidParameterValue.ResourceType', `ResourceType must be one of ${TYPES.join(', ')}`);
      if (level !== 'CUSTOM' && !LEVELS.some((one) => one === level)) {
        throw new TencentError(
          'InvalidParameterValue.Permission',
          `Permission must be CUSTOM or one of ${LEVELS.join(', ')}`,
        );
      }
      const permission: Permission = {
        ResourceType: type,
        Resource: params.text('Resource', ''),
        Permission: level,
        ...(level === 'CUSTOM' && { SecurityRule: params.text('SecurityRule') }),
      };
      await apply(env, permission);
      keep(env, permission);
      return { Data: { Success: true } };
    },
    DescribeResourcePermission: ({ params }) => {
      const wanted = params.texts('Resources');
      const PermissionList = load(environmentOf(kernel, params)).filter(
        ({ ResourceType, Resource }) =>
          ResourceType === params.text('ResourceType') && (wanted.length === 0 || wanted.includes(Resource)),
      );
      return { Data: { TotalCount: PermissionList.length, PermissionList } };
    },
  };
}

/** `{"invoke": true}` opens a function; `{"invoke": "auth != null"}` and `{"invoke": false}` close it to guests. */
function mayAnyoneInvoke(rule: string): boolean {
  let invoke: unknown;
  try {
    ({ invoke } = JSON.parse(rule) as { invoke?: unknown });
  } catch {
    throw new TencentError('InvalidParameterValue.SecurityRule', 'SecurityRule must be JSON, such as {"invoke": true}');
  }
  if (typeof invoke === 'boolean') return invoke;
  if (typeof invoke === 'string' && /^\s*auth\s*!=\s*null\s*$/.test(invoke)) return false;
  throw unsupported(`the function rule ${rule}; invoke is true, false or "auth != null" here`);
}
