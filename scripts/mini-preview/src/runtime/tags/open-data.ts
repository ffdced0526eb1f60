import { Tag, type TagSupport } from './tag.js';

/** `type` → what WeChat shows of everybody since it stopped telling who somebody is. */
const SHOWN: Record<string, string> = {
  userNickName: '微信用户',
  userGender: '未知',
  userCity: '',
  userProvince: '',
  userCountry: '',
  userLanguage: 'zh_CN',
};

/** Facts about the user that the app itself does not get: the same grey stranger for everybody, as in WeChat today. */
export class WxOpenData extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'type lang default-text default-avatar',
    events: 'error',
  };

  #refused = '';

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:inline-block}i{display:block;width:100%;height:100%;min-height:1em;background:#d8d8d8}</style><span></span>',
    );
    this.changed();
  }

  protected override changed(): void {
    const type = this.text('type');
    const place = this.shadowRoot!.querySelector('span')!;
    if (type === 'userAvatarUrl') {
      const avatar = this.text('default-avatar');
      place.innerHTML = '<i></i>';
      if (avatar) place.firstElementChild!.setAttribute('style', `background:url("${encodeURI(avatar)}") center/cover`);
      return;
    }
    const shown = SHOWN[type];
    place.textContent = shown || this.text('default-text');
    if (!type || shown !== undefined || type === this.#refused) return;
    this.#refused = type;
    this.emit('error', { errMsg: `open-data type ${type} is not supported` });
  }
}

/** The card of the official account that belongs to the app; shown empty, for there is none on this machine. */
export class WxOfficialAccount extends Tag {
  static override readonly support: TagSupport = { events: 'load', inert: 'error' };

  protected override draw(): void {
    this.shadow(`<style>:host{display:block}div{display:flex;align-items:center;justify-content:space-between;height:84px;padding:0 15px;border:1px solid #eee;box-sizing:border-box;color:#353535;background:#fff;font-size:15px}
b{border:1px solid #07c160;border-radius:4px;padding:0 14px;color:#067a3d;line-height:30px;font-weight:400;font-size:14px}</style><div><span>公众号组件（预览）</span><b>关注</b></div>`);
    queueMicrotask(() => this.emit('load', { status: 0, errMsg: 'ok' }));
  }
}
