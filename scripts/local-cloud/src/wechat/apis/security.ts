import { randomBytes } from 'node:crypto';
import type { WechatAccount } from '../account.js';
import { type ApiCall, type OpenApi, oneOf, text, WechatError } from '../api.js';
import { isMarked, judgeText, type Verdict } from '../moderation.js';

const TWO_HOURS = 2 * 3_600_000;
/** Characters of a text at most (security.msgSecCheck 2.0). */
const LONGEST = 2500;
/** WeChat promises half an hour; here it is sooner. */
const MEDIA_DELAY = 10_000;
const SCENES = [1, 2, 3, 4] as const;

/** Text and picture checks of WeChat (内容安全). */
export const SECURITY_APIS: OpenApi[] = [
  { name: 'security.msgSecCheck', path: '/wxa/msg_sec_check', perMinute: 4000, run: checkText },
  { name: 'security.mediaCheckAsync', path: '/wxa/media_check_async', perMinute: 2000, run: checkMedia },
];

function checkText({ account, data }: ApiCall) {
  const content = text(data, 'content', 44002);
  if ([...content].length > LONGEST) throw new WechatError(45002, `content size out of limit: ${LONGEST} characters`);
  if (data.version === undefined || data.version === 1) return checkTextV1(account, content);
  const { openid, scene } = readVisitor(account, data);
  const texts = [content, data.title, data.nickname, data.signature].filter((one) => typeof one === 'string');
  const verdict = judgeText(account.store.setting('words'), texts.join('\n'));
  const trace_id = newTraceId();
  account.store.record({
    at: account.now(),
    kind: 'msgSecCheck',
    openid,
    content: { content, scene, ...verdict, trace_id },
  });
  const { suggest, label, keyword } = verdict;
  const detail = [
    { strategy: 'content_model', errcode: 0, suggest, label, prob: 90 },
    ...(keyword ? [{ strategy: 'keyword', errcode: 0, suggest, label, level: 90, keyword }] : []),
  ];
  return { json: { errcode: 0, errmsg: 'ok', detail, trace_id, result: { suggest, label } } };
}

/** Version 1, which WeChat still answers: a code and nothing else. */
function checkTextV1(account: WechatAccount, content: string) {
  const verdict = judgeText(account.store.setting('words'), content);
  account.store.record({ at: account.now(), kind: 'msgSecCheck', content: { content, version: 1, ...verdict } });
  if (verdict.suggest === 'risky') throw new WechatError(87014, 'risky content');
  return { json: { errcode: 0, errmsg: 'ok' } };
}

/** The verdict comes later, as a pushed message; a file name that holds `risky` or `review` decides it. */
function checkMedia({ account, data }: ApiCall) {
  const mediaUrl = text(data, 'media_url');
  if (!URL.canParse(mediaUrl)) throw new WechatError(40097, 'invalid args: media_url must be an address');
  const mediaType = oneOf(data, 'media_type', [1, 2] as const);
  oneOf(data, 'version', [2] as const);
  const { openid, scene } = readVisitor(account, data);
  const trace_id = newTraceId();
  const verdict = isMarked(mediaUrl);
  account.store.record({
    at: account.now(),
    kind: 'mediaCheck',
    openid,
    content: { mediaUrl, mediaType, scene, trace_id },
  });
  account.pusher.send(mediaMessage(account, openid, trace_id, verdict), MEDIA_DELAY);
  return { json: { errcode: 0, errmsg: 'ok', trace_id } };
}

function mediaMessage({ appid, now }: WechatAccount, openid: string, trace_id: string, { suggest, label }: Verdict) {
  return {
    ToUserName: 'gh_localcloud000',
    FromUserName: openid,
    CreateTime: Math.floor(now() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
  };
}

/** Both checks are for a user who has used the mini-program within two hours. */
function readVisitor(account: WechatAccount, data: Record<string, unknown>) {
  const openid = text(data, 'openid', 40003);
  const scene = oneOf(data, 'scene', SCENES);
  const seen = account.store.lastVisit(openid);
  if (seen === undefined || account.now() - seen > TWO_HOURS) {
    throw new WechatError(61010, 'code is expired: the user has not visited the mini-program within two hours');
  }
  return { openid, scene };
}

const newTraceId = () =>
  randomBytes(12)
    .toString('hex')
    .replace(/(.{8})(?=.)/g, '$1-');
