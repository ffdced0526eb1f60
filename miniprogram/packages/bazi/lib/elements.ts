/** The class of an element's colour in app.wxss. */
export type ElementClass = 'wood' | 'fire' | 'earth' | 'metal' | 'water';

const MEMBERS: Record<ElementClass, string> = {
  wood: '木甲乙寅卯',
  fire: '火丙丁巳午',
  earth: '土戊己辰戌丑未',
  metal: '金庚辛申酉',
  water: '水壬癸亥子',
};

const CLASSES = Object.entries(MEMBERS) as [ElementClass, string][];

/** The colour of a stem, a branch or an element. */
export function elementClass(character: string): ElementClass {
  const found = CLASSES.find(([, members]) => members.includes(character));
  if (!found || character === '') throw new RangeError(`${character} is no stem, branch or element`);
  return found[0];
}

/** A pillar as two coloured characters. */
export interface Written {
  stem: string;
  stemClass: ElementClass;
  branch: string;
  branchClass: ElementClass;
}

export function written(ganzhi: string): Written {
  const [stem = '', branch = ''] = ganzhi;
  return { stem, stemClass: elementClass(stem), branch, branchClass: elementClass(branch) };
}
