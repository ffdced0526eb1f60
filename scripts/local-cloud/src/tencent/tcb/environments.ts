import { createHash } from 'node:crypto';
import type { Kernel } from '../../kernel/kernel.js';
import type { TencentAction } from '../api/call.js';
import { TencentError } from '../api/error.js';
import type { Params } from '../api/params.js';
import { beijing } from '../api/time.js';
import type { Account } from '../auth/account.js';

export const REGION = 'ap-shanghai';

/** The environment that a call is about. @throws TencentError ResourceNotFound */
export function environmentOf(kernel: Kernel, params: Params, name = 'EnvId'): string {
  const env = params.text(name);
  if (kernel.hasEnvironment(env)) return env;
  throw new TencentError('ResourceNotFound.EnvNotFound', `Environment not found: "${env}".`);
}

/** Environments and the account that they belong to. */
export function createEnvironmentActions(kernel: Kernel, account: Account): Record<string, TencentAction> {
  const since = beijing(kernel.clock.now());
  const user = { AppId: String(account.appId), Uin: account.uin, OwnerUin: account.uin };

  const describe = (env: string) => ({
    EnvId: env,
    Source: 'qcloud',
    Alias: env,
    Status: 'NORMAL',
    CreateTime: since,
    UpdateTime: since,
    PackageId: 'baas_personal',
    PackageName: '本地云',
    PackageType: 'baas',
    IsAutoDegrade: false,
    IsDefault: env === kernel.environments()[0],
    EnvChannel: 'qc_console',
    EnvType: 'baas',
    PayMode: 'prepayment',
    EnvStatus: 'NORMAL',
    Region: REGION,
    Tags: [],
    Functions: [{ Namespace: env, Region: REGION }],
    Databases: [{ InstanceId: databaseIdOf(env), Status: 'RUNNING', Region: REGION }],
    Storages: [{ Bucket: bucketOf(env, account), Region: REGION, AppId: String(account.appId), CdnDomain: '' }],
    LogServices: [],
    CustomLogServices: [],
    StaticStorages: [],
  });

  return {
    DescribeEnvs: ({ params }) => {
      const wanted = params.text('EnvId', '');
      const found = kernel.environments().filter((env) => wanted === '' || env === wanted);
      return { EnvList: found.map(describe), Total: found.length };
    },
    DescribeEnvInfo: ({ params }) => {
      const env = environmentOf(kernel, params);
      return { EnvInfo: { ...describe(env), EnvBaseInfo: { ...describe(env), PostgreSQL: [] }, UserInfo: user } };
    },
    DescribeTcbAccountInfo: () => ({ CloudAppId: account.appId, ...user }),
    GetUserAppId: () => user,
    CheckTcbService: () => ({ Initialized: true }),
    DescribeEnvLimit: () => ({ MaxEnvNum: kernel.environments().length, CurrentEnvNum: kernel.environments().length }),
    DescribeBillingInfo: () => ({ EnvBillingInfoList: [], Total: 0 }),
  };
}

/** The id of an environment's database; made up, but always the same. */
export function databaseIdOf(env: string): string {
  return `tnt-${createHash('sha256').update(`database ${env}`).digest('hex').slice(0, 9)}`;
}

function bucketOf(env: string, { appId }: Account): string {
  return `${Buffer.from(env).toString('hex').slice(0, 4)}-${env}-${appId}`;
}
