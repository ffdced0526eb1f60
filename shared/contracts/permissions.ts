/** The roles that every app knows. What they may do is in the catalogue below; an app's data may change it and add roles. */
export const builtInRoles = {
  guest: '访客',
  member: '会员',
  vip: 'VIP 会员',
  distributor: '分销员',
  supplier: '供应商',
  appraiser: '鉴定师',
  support: '客服',
  operator: '运营',
  admin: '管理员',
} as const;
export type BuiltInRole = keyof typeof builtInRoles;

/** The name of a role: one of the built-in, or one that the app's data adds. */
export type Role = string;

interface PermissionEntry {
  /** What it lets somebody do, in Chinese. */
  title: string;
  /** The roles that have it unless data says otherwise. `admin` always has every permission. */
  roles: readonly Exclude<BuiltInRole, 'admin'>[];
}

/**
 * The one catalogue of permissions: `<thing>.<verb>`. A contract names one in `access`; whoever has no role with it is refused.
 */
export const permissions = {
  'alert.handle': { title: '确认和静默告警', roles: ['operator'] },
  'alert.read': { title: '查看告警', roles: ['support', 'operator'] },
  'audit.read': { title: '查看审计记录', roles: [] },
  'backup.read': { title: '查看备份', roles: ['operator'] },
  'backup.run': { title: '备份与校验', roles: [] },
  'benefit.give': { title: '赠送权益', roles: ['operator'] },
  'benefit.read': { title: '查看会员权益', roles: ['support', 'operator'] },
  'health.read': { title: '查看运行健康详情', roles: ['support', 'operator'] },
  'metric.read': { title: '查看运行指标', roles: ['operator'] },
  'cache.invalidate': { title: '清除缓存', roles: ['operator'] },
  'catalog.write': { title: '维护商品', roles: ['operator'] },
  'config.read': { title: '查看业务规则与功能开关', roles: ['operator'] },
  'config.write': { title: '修改业务规则与功能开关', roles: [] },
  'event.read': { title: '查看未送达的事件', roles: ['support', 'operator'] },
  'event.replay': { title: '重新派送或放弃事件', roles: ['operator'] },
  'file.review': { title: '审核用户文件', roles: ['support', 'operator'] },
  'job.read': { title: '查看定时任务', roles: ['support', 'operator'] },
  'job.run': { title: '运行定时任务', roles: ['operator'] },
  'notice.read': { title: '查看通知的送达记录', roles: ['support', 'operator'] },
  'order.export': { title: '导出订单', roles: ['operator'] },
  'order.read': { title: '查看所有订单', roles: ['support', 'operator'] },
  'order.refund': { title: '为买家退款', roles: ['operator'] },
  'privacy.rotate': { title: '更换加密密钥', roles: [] },
  'stats.read': { title: '查看经营统计', roles: ['operator'] },
  'role.read': { title: '查看角色与成员', roles: ['operator'] },
  'role.grant': { title: '授予和收回角色', roles: [] },
} as const satisfies Record<`${string}.${string}`, PermissionEntry>;

export type Permission = keyof typeof permissions;

/** Whether `text` names a permission of the catalogue. */
export function isPermission(text: string): text is Permission {
  return Object.keys(permissions).includes(text);
}

/** What a built-in role may do unless data says otherwise. */
export function defaultPermissions(role: BuiltInRole): Permission[] {
  const all = Object.keys(permissions) as Permission[];
  if (role === 'admin') return all;
  return all.filter((permission) => (permissions[permission] as PermissionEntry).roles.includes(role));
}
