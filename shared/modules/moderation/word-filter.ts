/** A word of a list, found in a text. */
export interface Hit {
  word: string;
  category: string;
}

interface Node {
  next: Map<string, Node>;
  hit?: Hit;
}

/** Traditional and variant forms of the characters that our words have; what a text needs to be compared, and no more. */
const SIMPLE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '賭赌 殺杀 財财 運运 術术 開开 轉转 號号 詐诈 騙骗 貸贷 錢钱 傳传 銷销 腫肿 絕绝 絶绝 癒愈 藥药 壽寿 災灾 離离 斷断 孫孙 親亲 費费 蠱蛊 靈灵 籤签 簽签 風风 穢秽 場场 獎奖 獄狱 難难 癥症 産产',
    '產产 墮堕 鬱郁 欝郁 確确 診诊 幾几 過过 喪丧 斃毙 殘残 輕轻 陽阳 註注 碼码 機机 穩稳 賺赚 樂乐 禍祸 臨临 頭头 滅灭 頂顶 無无 敗败 請请 師师 養养 驅驱 約约 砲炮 單单 現现 發发 夀寿 剋克 尅克',
    '測测 勢势 緣缘 盤盘 羅罗 門门 數数 擇择 兇凶 歲岁 預预 來来 佔占 賣卖 滛淫 婬淫 綵彩 亾亡 兦亡 殀夭 祘算 筭算 歳岁 嵗岁 烖灾 呪咒',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** What is not seen, or only decorates what is: marks of any kind, spaces, symbols, combining marks, fillers, code points of nobody. */
const NOT_READ = /[\p{P}\p{S}\p{Z}\p{M}\p{C}\p{Default_Ignorable_Code_Point}\s]/gu;

/**
 * A text as words are looked for in it: full-width narrow, lower case, simplified, and without the spaces, marks, symbols and
 * invisible characters that words are hidden with (赌 博, 赌*博, 賭博).
 */
export function simplified(text: string): string {
  const bare = text.normalize('NFKC').toLowerCase().replace(NOT_READ, '');
  return [...bare].map((character) => SIMPLE[character] ?? character).join('');
}

/** Finds words of lists in texts, in one walk over each text whatever the length of the lists. */
export function wordFilter(lists: Readonly<Record<string, readonly string[]>>): (text: string) => Hit[] {
  const root: Node = { next: new Map() };
  for (const [category, words] of Object.entries(lists)) {
    for (const word of words) plant(root, [...simplified(word)], { word, category });
  }
  return (text) => {
    const characters = [...simplified(text)];
    return characters.flatMap((_, from) => walk(root, characters, from));
  };
}

function plant(root: Node, word: readonly string[], hit: Hit): void {
  let node = root;
  for (const character of word) {
    const next = node.next.get(character) ?? { next: new Map() };
    node.next.set(character, next);
    node = next;
  }
  node.hit = hit;
}

function walk(root: Node, characters: readonly string[], from: number): Hit[] {
  const hits: Hit[] = [];
  let node: Node | undefined = root;
  for (let place = from; node && place < characters.length; place += 1) {
    node = node.next.get(characters[place]!);
    if (node?.hit) hits.push(node.hit);
  }
  return hits;
}
