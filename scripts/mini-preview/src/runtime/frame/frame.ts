import { type FromApp, hear, tellApp } from '../messages.js';
import { el } from '../ui/el.js';
import { appPicker } from './app-picker.js';
import { CallLog } from './call-log.js';
import { DEVICES, type Device, NETWORKS } from './devices.js';
import { currentUser, loadSettings, saveSettings, setCurrentUser } from './settings.js';

const settings = loadSettings();
const screen = el('iframe', { title: '小程序' });
const clock = el('time', { class: 'clock' });
const status = el('div', { class: 'status', 'aria-hidden': 'true' }, clock, el('i'));
const phone = el('div', { class: 'phone' }, screen, status, el('div', { class: 'home', 'aria-hidden': 'true' }));
const log = new CallLog();

function device(): Device {
  return DEVICES.find(({ name }) => name === settings.device) ?? DEVICES[1]!;
}

let loads = 0;

/** Loads the app anew, at the page it shows; the count makes it a new address, which a changed hash alone is not. */
function load(): void {
  loads += 1;
  const { status: statusBar, safe } = device();
  screen.src = `?framed=${loads}&status=${statusBar}&safe=${safe}${location.hash}`;
}

function fit(): void {
  const { width, height, status: statusBar, safe } = device();
  const scale = Math.min(1, (window.innerHeight - 72) / height);
  Object.assign(phone.style, { width: `${width}px`, height: `${height}px`, zoom: String(scale) });
  phone.style.setProperty('--status', `${statusBar}px`);
  phone.classList.toggle('with-home', safe > 0);
  clock.textContent = new Date().toTimeString().slice(0, 5);
}

function instruct(): void {
  const network = NETWORKS[settings.network] ?? NETWORKS['Wi-Fi']!;
  if (screen.contentWindow) tellApp(screen.contentWindow, { theme: settings.theme, network });
}

function change<Key extends keyof typeof settings>(key: Key, value: (typeof settings)[Key]): void {
  settings[key] = value;
  saveSettings(settings);
}

function choice(
  label: string,
  options: [value: string, text: string][],
  value: string,
  onChoose: (value: string) => void,
) {
  const select = el('select', {}, ...options.map(([key, text]) => el('option', { value: key }, text)));
  select.value = value;
  select.addEventListener('change', () => onChoose(select.value));
  return el('label', {}, el('span', {}, label), select);
}

const NEW_USER = '+';

function userPicker(): HTMLElement {
  const users = [...new Set([currentUser(), ...settings.users])].sort();
  const options: [string, string][] = [...users.map((user): [string, string] => [user, user]), [NEW_USER, '新用户…']];
  const picker = choice('用户', options, currentUser(), (value) => {
    const asked = value === NEW_USER ? window.prompt('新用户的 openid（字母、数字、- 和 _）', 'dev-user-3') : value;
    if (asked && /^[\w-]{1,128}$/.test(asked)) {
      change('users', [...new Set([...settings.users, asked])]);
      setCurrentUser(asked);
      load();
    }
    picker.replaceWith(userPicker());
  });
  return picker;
}

function controls(): HTMLElement {
  const reload = el('button', { type: 'button' }, '重新载入');
  reload.addEventListener('click', load);
  const named = (names: readonly string[]) => names.map((name): [string, string] => [name, name]);
  return el(
    'section',
    { class: 'controls', 'aria-label': '设置' },
    appPicker(),
    userPicker(),
    choice(
      '设备',
      DEVICES.map(({ name, width, height }) => [name, `${name}  ${width}×${height}`]),
      device().name,
      (value) => {
        change('device', value);
        fit();
        load();
      },
    ),
    choice(
      '外观',
      [
        ['system', '跟随系统'],
        ['light', '浅色'],
        ['dark', '深色'],
      ],
      settings.theme,
      (value) => {
        change('theme', value as typeof settings.theme);
        instruct();
      },
    ),
    choice('网络', named(Object.keys(NETWORKS)), settings.network, (value) => {
      change('network', value);
      instruct();
    }),
    reload,
  );
}

document
  .getElementById('mp-app')!
  .append(
    el('main', { class: 'stage' }, phone),
    el('aside', {}, el('h1', {}, document.title), controls(), log.element),
  );
hear<FromApp>((message) => {
  log.add(message);
  if (message.kind === 'page') history.replaceState(history.state, '', `#${message.href}`);
});
screen.addEventListener('load', instruct);
window.addEventListener('resize', fit);
setInterval(fit, 20_000);
fit();
load();
