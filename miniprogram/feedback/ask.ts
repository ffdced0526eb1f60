import Dialog from 'tdesign-miniprogram/dialog/index';

interface Question {
  title: string;
  content: string;
  /** What the button says that goes on. */
  yes: string;
  /** And the one that does not. */
  no?: string;
}

/** Asks once, in the page's `t-dialog` of the id `dialog`. @returns whether to go on */
export async function ask(page: object, { title, content, yes, no = '再想想' }: Question): Promise<boolean> {
  const context = page as WechatMiniprogram.Page.TrivialInstance;
  try {
    await Dialog.confirm({ context, selector: '#dialog', title, content, confirmBtn: yes, cancelBtn: no });
    return true;
  } catch {
    return false;
  }
}
