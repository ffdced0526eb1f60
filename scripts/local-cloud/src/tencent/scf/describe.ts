import { beijing } from '../api/time.js';
import { type FunctionRecord, LATEST, type Revision } from '../functions/record.js';

/** One function as `ListFunctions` has it. */
export function summaryOf(record: FunctionRecord): Record<string, unknown> {
  const { settings, code } = record.latest;
  return {
    FunctionId: record.id,
    FunctionName: record.name,
    Namespace: record.env,
    Runtime: settings.runtime,
    Type: settings.type,
    Description: settings.description,
    Status: record.status,
    StatusDesc: record.statusDesc,
    StatusReasons: record.statusDesc
      ? [{ ErrorCode: 'FailedOperation.InstallDependency', ErrorMessage: record.statusDesc }]
      : [],
    AddTime: beijing(record.addedAt),
    ModTime: beijing(record.modifiedAt),
    AvailableStatus: 'Available',
    CodeSize: code?.size ?? 0,
    Tags: [],
  };
}

/** One function as `GetFunction` has it. */
export function detailOf(
  record: FunctionRecord,
  { settings, code }: Revision,
  version: string,
): Record<string, unknown> {
  return {
    ...summaryOf(record),
    FunctionVersion: version,
    Runtime: settings.runtime,
    Type: settings.type,
    Description: settings.description,
    Handler: settings.handler,
    MemorySize: settings.memoryMb,
    Timeout: settings.timeoutSeconds,
    CodeSize: code?.size ?? 0,
    CodeSha256: code?.sha256 ?? '',
    CodeInfo: '',
    CodeResult: 'success',
    CodeError: '',
    ErrNo: 0,
    Environment: { Variables: Object.entries(settings.env).map(([Key, Value]) => ({ Key, Value })) },
    Triggers: version === LATEST ? record.triggers.map(triggerOf) : [],
    VpcConfig: { VpcId: '', SubnetId: '' },
    Layers: [],
    Role: 'TCB_QcsRole',
    InstallDependency: 'FALSE',
    ClsLogsetId: '',
    ClsTopicId: '',
    L5Enable: 'FALSE',
  };
}

export function triggerOf({ name, config, enabled, addedAt }: FunctionRecord['triggers'][number]) {
  return {
    TriggerName: name,
    Type: 'timer',
    TriggerDesc: JSON.stringify({ cron: config }),
    Enable: enabled ? 1 : 0,
    AvailableStatus: 'Available',
    CustomArgument: '',
    AddTime: beijing(addedAt),
    ModTime: beijing(addedAt),
  };
}
