import { constants, privateDecrypt } from 'node:crypto';
import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { Fields } from './fields.js';
import { notifyUrlProblem } from './notify-target.js';
import { readAppid } from './prepay.js';
import type { Transfer, TransferState } from './records.js';
import { randomDigits, randomHex } from './signing.js';
import { chinaStamp, rfc3339 } from './times.js';

/** The user has this long to confirm (pay.weixin.qq.com, 商家转账, since 2025-01-15). */
const CONFIRM_WITHIN = 24 * 3_600_000;
const SMALLEST = 10;
/** From here on the receiver's real name is required, encrypted; in fen. */
const NAME_REQUIRED_FROM = 200_000;
/** What each transfer scene must report. */
const SCENE_REPORTS: Record<string, string[]> = { 1000: ['活动名称', '奖励说明'], 1005: ['岗位类型', '报酬说明'] };

/**
 * Asks the user to confirm a transfer, or answers it again when every parameter is the same.
 * @throws PayError PARAM_ERROR, INVALID_REQUEST, ALREADY_EXISTS
 */
export function requestTransfer(account: Account, fields: Fields): Transfer {
  const { keys, ledger } = account;
  const request = {
    appid: readAppid(account, fields),
    outBillNo: fields.text('out_bill_no', { max: 32, pattern: /^[0-9A-Za-z]+$/ }),
    sceneId: fields.text('transfer_scene_id', { max: 36, pattern: /^\d+$/ }),
    openid: fields.text('openid', { max: 64 }),
    amount: fields.integer('transfer_amount', 1),
    remark: fields.text('transfer_remark', { max: 32 }),
    notifyUrl: fields.optionalText('notify_url'),
  };
  checkNotifyUrl(fields, request.notifyUrl);
  checkReports(fields, request.sceneId);
  checkName(account, fields, request.amount);
  const { largestTransfer } = account.faults.switches;
  if (request.amount < SMALLEST || request.amount > largestTransfer) {
    throw new PayError('INVALID_REQUEST', `超过单笔转账上下限: ${SMALLEST}到${largestTransfer}分`);
  }
  const fingerprint = JSON.stringify(request);
  const known = findTransfer(account, request.outBillNo);
  if (known && known.fingerprint !== fingerprint) {
    throw new PayError('ALREADY_EXISTS', '商户转账单号已存在，但请求参数与之前不一致');
  }
  if (known) return known;
  const now = account.now();
  const transfer: Transfer = {
    ...request,
    transferBillNo: `1330${chinaStamp(now).slice(0, 8)}${keys.mchid}${randomDigits(10)}`,
    state: 'WAIT_USER_CONFIRM',
    packageInfo: Buffer.from(`local-cloud/transfer/${randomHex(48)}`).toString('base64'),
    fingerprint,
    createdAt: now,
    updatedAt: now,
  };
  ledger.transfers.put(transfer);
  watchTransfer(account, transfer);
  return transfer;
}

/** A transfer as it is now: not confirmed within 24 hours, it has failed. */
export function findTransfer(account: Account, outBillNo: string): Transfer | undefined {
  const transfer = account.ledger.transfers.get(outBillNo);
  return transfer && expire(account, transfer);
}

/** Lets a transfer that nobody confirms fail when its time has come. */
export function watchTransfer(account: Account, transfer: Transfer): void {
  if (transfer.state !== 'WAIT_USER_CONFIRM') return;
  account.watch(transfer.createdAt + CONFIRM_WITHIN, () => findTransfer(account, transfer.outBillNo));
}

/**
 * The user takes the money.
 * @throws PayError INVALID_REQUEST when it is not for this user or no longer waits
 */
export function confirmTransfer(account: Account, transfer: Transfer, openid: string): Transfer {
  const current = expire(account, transfer);
  if (current.openid !== openid) throw new PayError('INVALID_REQUEST', '收款用户与当前用户不一致');
  if (current.state !== 'WAIT_USER_CONFIRM') throw new PayError('INVALID_REQUEST', `单据状态为${current.state}`);
  return finish(account, current, 'SUCCESS');
}

/** The merchant takes the offer back. @throws PayError RESOURCE_NOT_EXISTS, INVALID_REQUEST */
export function cancelTransfer(account: Account, outBillNo: string): Transfer {
  const transfer = requireTransfer(findTransfer(account, outBillNo));
  if (transfer.state === 'CANCELLED') return transfer;
  if (transfer.state !== 'WAIT_USER_CONFIRM') {
    throw new PayError('INVALID_REQUEST', `单据状态为${transfer.state}，不支持撤销`);
  }
  return finish(account, transfer, 'CANCELLED');
}

/** @throws PayError RESOURCE_NOT_EXISTS */
export function requireTransfer(transfer: Transfer | undefined): Transfer {
  if (!transfer) throw new PayError('RESOURCE_NOT_EXISTS', '记录不存在');
  return transfer;
}

/** A transfer as queries and callbacks tell it. */
export function transferView(account: Account, transfer: Transfer): Record<string, unknown> {
  return {
    mch_id: account.keys.mchid,
    out_bill_no: transfer.outBillNo,
    transfer_bill_no: transfer.transferBillNo,
    appid: transfer.appid,
    state: transfer.state,
    transfer_amount: transfer.amount,
    transfer_remark: transfer.remark,
    ...(transfer.failReason && { fail_reason: transfer.failReason }),
    openid: transfer.openid,
    create_time: rfc3339(transfer.createdAt),
    update_time: rfc3339(transfer.updatedAt),
  };
}

function expire(account: Account, transfer: Transfer): Transfer {
  const overdue = account.now() >= transfer.createdAt + CONFIRM_WITHIN;
  return transfer.state === 'WAIT_USER_CONFIRM' && overdue
    ? finish(account, transfer, 'FAIL', 'OVERDUE_CLOSE')
    : transfer;
}

function finish(account: Account, transfer: Transfer, state: TransferState, failReason?: string): Transfer {
  const finished: Transfer = { ...transfer, state, failReason, updatedAt: account.now() };
  account.ledger.together(() => {
    account.ledger.transfers.put(finished);
    if (!finished.notifyUrl) return;
    account.notifier.enqueue({
      event: 'MCHTRANSFER.BILL.FINISHED',
      summary: '商家转账单据终态通知',
      kind: 'mch_payment',
      about: finished.outBillNo,
      notifyUrl: finished.notifyUrl,
      resource: transferView(account, finished),
    });
  });
  return finished;
}

function checkNotifyUrl(fields: Fields, notifyUrl: string | undefined): void {
  const problem = notifyUrl === undefined ? undefined : notifyUrlProblem(notifyUrl);
  if (problem) fields.fail('notify_url', problem);
}

function checkReports(fields: Fields, sceneId: string): void {
  const types = fields.list('transfer_scene_report_infos').map((report) => {
    report.text('info_content', { max: 32 });
    return report.text('info_type', { max: 15 });
  });
  const missing = SCENE_REPORTS[sceneId]?.find((type) => !types.includes(type));
  if (missing) fields.fail('transfer_scene_report_infos', `缺少转账场景${sceneId}要求报备的${missing}`);
}

function checkName({ keys }: Account, fields: Fields, amount: number): void {
  const name = fields.optionalText('user_name', { max: 1024 });
  if (name === undefined) {
    if (amount >= NAME_REQUIRED_FROM) fields.fail('user_name', `转账金额不少于${NAME_REQUIRED_FROM}分时必填`);
    return;
  }
  const readable = [keys.platformPrivateKey, keys.publicKeyPrivateKey].some((key) => {
    try {
      const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
      return privateDecrypt(padding, Buffer.from(name, 'base64')).length > 0;
    } catch {
      return false;
    }
  });
  if (!readable) fields.fail('user_name', '必须用微信支付公钥或平台证书加密');
}
