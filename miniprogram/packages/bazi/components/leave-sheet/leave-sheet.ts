import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';

/** In a browser: has the account's owner show by a code that it is he who gives it up. `proof` tells it. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
  },
  data: { identifier: '', code: '', ticket: '', sending: false, problem: '' },
  methods: {
    onIdentifier(event: WechatMiniprogram.Input) {
      this.setData({ identifier: event.detail.value.trim(), ticket: '', problem: '' });
    },
    onCode(event: WechatMiniprogram.Input) {
      this.setData({ code: event.detail.value.trim(), problem: '' });
    },
    async onSend() {
      const { identifier, sending } = this.data;
      if (sending) return;
      if (identifier === '') {
        this.setData({ problem: '请填写登录用的手机号或邮箱' });
        return;
      }
      this.setData({ sending: true, problem: '' });
      try {
        const { ticket } = await api.auth.sendCode({ identifier, purpose: 'delete-account' });
        this.setData({ ticket });
      } catch (thrown) {
        this.setData({ problem: toApiError(thrown).message });
      } finally {
        this.setData({ sending: false });
      }
    },
    onLeave() {
      const { ticket, code } = this.data;
      if (ticket === '' || code === '') this.setData({ problem: '请先获取并填写验证码' });
      else this.triggerEvent('proof', { proof: { ticket, code } });
    },
    onClose() {
      this.triggerEvent('close');
    },
    onVisible({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.triggerEvent('close');
    },
  },
});
