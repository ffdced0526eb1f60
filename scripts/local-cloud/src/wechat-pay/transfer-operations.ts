import { guard } from '../kernel/guard.js';
import { type Exchange, HttpError, type Route, readJson, sendJson } from '../kernel/http.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Accounts } from './account.js';
import { PayError } from './errors.js';
import { Fields } from './fields.js';
import type { Operation } from './operations.js';
import { rfc3339 } from './times.js';
import {
  cancelTransfer,
  confirmTransfer,
  findTransfer,
  requestTransfer,
  requireTransfer,
  transferView,
} from './transfers.js';

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';

export const TRANSFER_OPERATIONS: Operation[] = [
  {
    method: 'POST',
    path: BILLS,
    api: 'transfer',
    run: ({ account, body }) => {
      const transfer = requestTransfer(account, Fields.ofBody(body));
      const { outBillNo, transferBillNo, state, packageInfo, createdAt } = transfer;
      return {
        json: {
          out_bill_no: outBillNo,
          transfer_bill_no: transferBillNo,
          create_time: rfc3339(createdAt),
          state,
          ...(state === 'WAIT_USER_CONFIRM' && { package_info: packageInfo }),
        },
      };
    },
  },
  {
    method: 'GET',
    path: `${BILLS}/out-bill-no/{}`,
    api: 'transfer',
    run: ({ account, path }) => ({
      json: transferView(account, requireTransfer(findTransfer(account, path[0]!))),
    }),
  },
  {
    method: 'GET',
    path: `${BILLS}/transfer-bill-no/{}`,
    api: 'transfer',
    run: ({ account, path }) => {
      const { outBillNo } = requireTransfer(account.ledger.transfers.find('second', path[0]!)[0]);
      return { json: transferView(account, requireTransfer(findTransfer(account, outBillNo))) };
    },
  },
  {
    method: 'POST',
    path: `${BILLS}/out-bill-no/{}/cancel`,
    api: 'transfer',
    run: async ({ account, path }) => {
      const { outBillNo, transferBillNo, updatedAt } = cancelTransfer(account, path[0]!);
      void account.notifier.flush();
      const update_time = rfc3339(updatedAt);
      return { json: { out_bill_no: outBillNo, transfer_bill_no: transferBillNo, state: 'CANCELING', update_time } };
    },
  },
];

/**
 * The receiver's side, what `wx.requestMerchantTransfer` leads to: `POST /__wechat-pay/transfer`
 * `{package, action: 'confirm' | 'cancel', openid}`.
 */
export function createTransferDoor(kernel: Kernel, accounts: Accounts): Route {
  return {
    method: 'POST',
    path: '/__wechat-pay/transfer',
    async handle({ request, response }: Exchange) {
      guard(request, kernel.baseUrl());
      const { package: packageInfo, action, openid } = await readJson(request, 10_000);
      const found = accounts
        .existing()
        .map((account) => ({ account, transfer: account.ledger.transfers.find('third', String(packageInfo))[0] }))
        .find(({ transfer }) => transfer);
      if (!found) throw new HttpError(404, 'TRANSFER_NOT_EXIST', 'no transfer has this package');
      if (action === 'cancel') {
        sendJson(response, 200, { errMsg: 'requestMerchantTransfer:fail cancel' });
        return;
      }
      if (action !== 'confirm') throw new HttpError(400, 'INVALID_PARAM', "action must be 'confirm' or 'cancel'");
      try {
        const transfer = confirmTransfer(found.account, found.transfer!, String(openid));
        void found.account.notifier.flush();
        sendJson(response, 200, { errMsg: 'requestMerchantTransfer:ok', ...transferView(found.account, transfer) });
      } catch (error) {
        if (error instanceof PayError) throw new HttpError(400, error.code, error.message);
        throw error;
      }
    },
  };
}
