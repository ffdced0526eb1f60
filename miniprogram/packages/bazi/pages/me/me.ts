import Toast from 'tdesign-miniprogram/toast/index';
import type { accountGet } from '../../../../../shared/contracts/account/get.js';
import type { Output } from '../../../../../shared/contracts/contract.js';
import { ApiError, toApiError } from '../../../../api/api-error';
import { inBrowser } from '../../../../api/channel';
import { api } from '../../../../api/client.generated';
import { ask } from '../../../../feedback/ask';
import { beijingTime } from '../../../../format/time';
import { benefitsView } from '../../lib/benefits-view';
import { exportOwnData } from '../../lib/own-data';
import { signIn } from '../../lib/sign-in';

type Account = Output<typeof accountGet>;
type Proof = NonNullable<Parameters<typeof api.account.delete>[0]['proof']>;

const accountView = ({ nickname, phone, email, deletionDueAt }: Account) => ({
  name: nickname ?? '会员',
  contact: phone ?? email ?? '',
  deletionDue: deletionDueAt ? beijingTime(deletionDueAt) : '',
});

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'guest',
    failure: '',
    account: null as ReturnType<typeof accountView> | null,
    benefits: null as ReturnType<typeof benefitsView> | null,
    exporting: false,
    exported: '',
    leaving: false,
    busy: false,
    version: '',
  },

  onLoad() {
    this.setData({ version: wx.getAccountInfoSync().miniProgram.version || '开发版' });
  },

  /** Uses are taken and bought elsewhere. */
  onShow() {
    void this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const benefits = benefitsView(await api.benefit.get({}));
      this.setData({ benefits, account: accountView(await api.account.get({})), state: 'ready' });
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      if (code === 'UNAUTHENTICATED') this.setData({ state: 'guest', account: null, benefits: null });
      else if (this.data.state === 'ready') this.say(message);
      else this.setData({ state: 'failed', failure: message });
    }
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },

  async onSignIn() {
    if (await signIn((message) => this.say(message))) this.onRetry();
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { page: string }>) {
    const { page } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/packages/bazi/pages/${page}/${page}` });
  },

  onRecords() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  async onExport() {
    if (this.data.exporting) return;
    this.setData({ exporting: true, exported: '' });
    try {
      const url = await exportOwnData();
      if (url) this.setData({ exported: url });
      else this.say('还在整理，请过一会儿再点一次');
    } catch (thrown) {
      this.say(thrown instanceof ApiError ? thrown.message : (thrown as Error).message);
    } finally {
      this.setData({ exporting: false });
    }
  },

  onCopyExport() {
    wx.setClipboardData({ data: this.data.exported });
  },

  /** In WeChat it is clear who asks; a browser shows it by a code. */
  async onLeave() {
    if (this.data.busy) return;
    if (inBrowser()) {
      this.setData({ leaving: true });
      return;
    }
    const content = '命盘、解读与未使用的权益将在 7 天后全部删除，不能恢复。7 天内可以在这里撤回。';
    if (await ask(this, { title: '注销账号？', content, yes: '注销账号' })) await this.leave();
  },

  onProof(event: WechatMiniprogram.CustomEvent<{ proof: Proof }>) {
    void this.leave(event.detail.proof);
  },

  onCloseLeave() {
    this.setData({ leaving: false });
  },

  async leave(proof?: Proof) {
    this.setData({ busy: true });
    try {
      const { deletionDueAt } = await api.account.delete(proof ? { proof } : {});
      this.setData({ leaving: false });
      this.say(`将于 ${beijingTime(deletionDueAt)} 注销`);
      await this.load();
    } catch (thrown) {
      await this.afterRefusal(toApiError(thrown));
    } finally {
      this.setData({ busy: false });
    }
  },

  /** What was paid for and is left can be given up; everything else has to come to its end first. */
  async afterRefusal({ code, message }: ApiError) {
    if (code !== 'ACCOUNT_NOT_DONE' || !this.data.benefits?.held) {
      this.say(message);
      return;
    }
    this.setData({ leaving: false });
    const content = `${message}。放弃后不能恢复，也不再退款；7 天内未使用的可以先去申请退款。`;
    if (!(await ask(this, { title: '放弃剩余的权益？', content, yes: '放弃权益' }))) return;
    try {
      await api.benefit.waive({ confirm: true });
      await this.load();
      this.say('权益已放弃，可以注销账号了');
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    }
  },

  async onStay() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      this.setData({ account: accountView(await api.account.deleteCancel({})) });
      this.say('已撤回注销');
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ busy: false });
    }
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
