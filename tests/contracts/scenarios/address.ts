import { newRequestId } from '../../kit/buyer.js';
import type { ModuleScenarios } from './scenario.js';

const anAddress = () => ({
  requestId: newRequestId(),
  name: '林清和',
  phone: '13800138000',
  province: '上海市',
  city: '上海市',
  district: '徐汇区',
  detail: '武康路 100 弄 1 号',
});

export const scenarios: ModuleScenarios = {
  actions: {
    'address-save': [
      async ({ member }) => ({ caller: member(), input: anAddress() }),
      async ({ member }) => {
        const caller = member();
        return { caller, input: { ...anAddress(), addressId: await caller.addressId() } };
      },
    ],
  },
};
