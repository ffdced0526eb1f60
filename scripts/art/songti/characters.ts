/** What a line of text may hold beside the characters of GB 2312: Latin letters and digits, and the marks that people type. */
const LATIN = String.fromCodePoint(...range(0x20, 0x7e), ...range(0xa0, 0xff));
const MARKS = '‐‑–—―‖‘’“”…‰′″※€™←↑→↓⋯○●◎◇◆□■△▲☆★、。〈〉《》「」『』【】〒〓〔〕〖〗〝〞〇·・～￥￡';

/** Characters of given names and surnames that GB 2312 lacks; a name without one of them is no name. */
const NAMES =
  '昇喆堃玥珺芃赟旻祎烜翊镕淼垚犇骉翀珏玮璟瑄琚琰琤琮瑢瑨玚璠璘璐玭玢珣珩珝珵琏琎琛瑀瑷甯甦晟晞昀昉昕晔暐曈曌煊炘炜烨燊燚婳婧婕婠嫄嬿妤姝姮媖嫣偲僖俶倓倩傢' +
  '宬宸寯峣峯嵩嶙崟巖弢彧徭忞怡恺悫愫慜懿懋抒扆挹揚揆斌昊杺枞栩栢梽棣楙楠榕槿樾橦檉檬欻歆殷毓汭沄沅沁沛沚沭泓泠泮洎洵浔浠涟涵淇淏淞湜湲湉溦滢漪潼澍澔澧濛瀚瀛灏' +
  '爱牧琪璨甄畅皓皙睿砚碧禛禤稔穆竑竣筠箐篪粲綝綦綺缦羲翎翾翙翛耘聿芊芷苒茗茜荃荞莀莘莜菀菁萱葳葶蒽蓁蓥蔓蔚薇蘅虓裔褀訚詠誉諾谞谦豫赜贇跃轲轩辰达迩逄遥邈邺郗郢鄢鄯鄞' +
  '酆钊钰钲铎铖铄铠锃锴锵镔镡闵闫阚陟雯霁霖霏霈靓靖靳鞠韫韬韶颀颉颢飏飗馥骁骅骊骞骐髙鲲鸢鹄鹮黎黛龑龢';

/** Traditional forms in which eight characters and almanacs are still written. */
const TRADITIONAL =
  '陰陽金木水火土東南西北時柱運勢歲曆農閏節氣貴馬華蓋驛龍鳳鴻鸞紅艷災煞祿財殺傷劫偏正官印食神長沐冠臨帝衰墓絕胎養納劍鋒爐澗蠟楊覆燈驛釵釧屋壁';

/** Every character that the pictures can draw. */
export function charactersOfPictures(): string {
  return [...new Set([...LATIN, ...MARKS, ...gb2312(), ...NAMES, ...TRADITIONAL])].sort().join('');
}

/** What is drawn in the heavier weight: stems, branches, elements, and the words of the seal. */
export function charactersOfHeadings(): string {
  return [...new Set([...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥木火土金水云枢四柱八字日主隐〓'])]
    .sort()
    .join('');
}

/** GB/T 2312-1980: rows 1 to 9 of signs, 16 to 55 (level 1) and 56 to 87 (level 2) of characters, each of 94 places. */
export function gb2312(): string {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const rows = [...range(1, 9), ...range(16, 87)];
  const texts = rows.flatMap((row) =>
    range(1, 94).map((place) => {
      try {
        return decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + place));
      } catch {
        return '';
      }
    }),
  );
  // Places that GB 2312 leaves empty are private ones in GB 18030.
  return texts.filter((text) => text !== '' && !/\p{Co}/u.test(text)).join('');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}
