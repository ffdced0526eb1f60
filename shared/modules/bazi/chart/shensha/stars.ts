import { BRANCHES, modulo } from '../sexagenary.js';
import {
  byBranch,
  byDayStem,
  byMonth,
  bySeason,
  byStem,
  byTrine,
  byYearBranch,
  dayIsOneOf,
  type Star,
} from './rule.js';

const SANMING = '《三命通会》卷三';
const YUANHAI = '《渊海子平》';

/** The branch `distance` places after each branch. */
const after = (distance: number) =>
  Object.fromEntries(BRANCHES.map((branch, place) => [branch, BRANCHES[modulo(place + distance, 12)]!]));
/** The branch that lies as far before 卯 (or its opposite) as each branch lies after 子. */
const mirrored = (from: number) =>
  Object.fromEntries(BRANCHES.map((branch, place) => [branch, BRANCHES[modulo(from - place, 12)]!]));

/** Every star that a chart is searched for. */
export const STARS: readonly Star[] = [
  {
    name: '天乙贵人',
    source: `${SANMING} 论天乙贵人`,
    nature: '吉',
    places: byStem({
      ...{ 甲: '丑未', 戊: '丑未', 庚: '丑未', 乙: '子申', 己: '子申' },
      ...{ 丙: '亥酉', 丁: '亥酉', 壬: '巳卯', 癸: '巳卯', 辛: '午寅' },
    }),
  },
  {
    name: '太极贵人',
    source: `${SANMING} 论太极贵`,
    nature: '吉',
    places: byStem({
      ...{ 甲: '子午', 乙: '子午', 丙: '卯酉', 丁: '卯酉', 戊: '辰戌丑未', 己: '辰戌丑未' },
      ...{ 庚: '寅亥', 辛: '寅亥', 壬: '巳申', 癸: '巳申' },
    }),
  },
  {
    name: '文昌贵人',
    source: `${SANMING} 论学堂词馆`,
    nature: '吉',
    places: byStem({
      甲: '巳',
      乙: '午',
      丙: '申',
      丁: '酉',
      戊: '申',
      己: '酉',
      庚: '亥',
      辛: '子',
      壬: '寅',
      癸: '卯',
    }),
  },
  {
    name: '福星贵人',
    source: `${SANMING} 论福星`,
    nature: '吉',
    places: byStem({
      ...{ 甲: '寅子', 丙: '寅子', 乙: '卯丑', 癸: '卯丑', 戊: '申', 己: '未', 丁: '亥', 庚: '午', 辛: '巳', 壬: '辰' },
    }),
  },
  {
    name: '国印贵人',
    source: `${SANMING} 总论诸神煞`,
    nature: '吉',
    places: byStem({
      甲: '戌',
      乙: '亥',
      丙: '丑',
      丁: '寅',
      戊: '丑',
      己: '寅',
      庚: '辰',
      辛: '巳',
      壬: '未',
      癸: '申',
    }),
  },
  {
    name: '天德贵人',
    source: `${SANMING} 论天月德`,
    nature: '吉',
    places: byMonth({
      ...{ 寅: '丁', 卯: '申', 辰: '壬', 巳: '辛', 午: '亥', 未: '甲' },
      ...{ 申: '癸', 酉: '寅', 戌: '丙', 亥: '乙', 子: '巳', 丑: '庚' },
    }),
  },
  { name: '月德贵人', source: `${SANMING} 论天月德`, nature: '吉', places: byMonth(byTrine('壬', '丙', '庚', '甲')) },
  { name: '月德合', source: `${SANMING} 论天月德`, nature: '吉', places: byMonth(byTrine('丁', '辛', '乙', '己')) },
  {
    name: '禄神',
    source: `${SANMING} 论十干禄`,
    nature: '吉',
    places: byDayStem({
      甲: '寅',
      乙: '卯',
      丙: '巳',
      丁: '午',
      戊: '巳',
      己: '午',
      庚: '申',
      辛: '酉',
      壬: '亥',
      癸: '子',
    }),
  },
  {
    name: '金舆',
    source: `${SANMING} 论金舆`,
    nature: '吉',
    places: byStem({
      甲: '辰',
      乙: '巳',
      丙: '未',
      丁: '申',
      戊: '未',
      己: '申',
      庚: '戌',
      辛: '亥',
      壬: '丑',
      癸: '寅',
    }),
  },
  {
    name: '羊刃',
    source: `${YUANHAI} 论羊刃（五阳干有刃）`,
    nature: '凶',
    places: byDayStem({ 甲: '卯', 丙: '午', 戊: '午', 庚: '酉', 壬: '子' }),
  },
  {
    name: '红艳',
    source: `${SANMING} 总论诸神煞`,
    nature: '中',
    places: byDayStem({
      甲: '午',
      乙: '申',
      丙: '寅',
      丁: '未',
      戊: '辰',
      己: '辰',
      庚: '戌',
      辛: '酉',
      壬: '子',
      癸: '申',
    }),
  },
  { name: '驿马', source: `${SANMING} 论驿马`, nature: '中', places: byBranch(byTrine('寅', '申', '亥', '巳')) },
  {
    name: '咸池（桃花）',
    source: `${SANMING} 论咸池`,
    nature: '中',
    places: byBranch(byTrine('酉', '卯', '午', '子')),
  },
  { name: '华盖', source: `${SANMING} 论华盖`, nature: '中', places: byBranch(byTrine('辰', '戌', '丑', '未')) },
  { name: '将星', source: `${SANMING} 论将星`, nature: '吉', places: byBranch(byTrine('子', '午', '酉', '卯')) },
  { name: '劫煞', source: `${SANMING} 论劫煞亡神`, nature: '凶', places: byBranch(byTrine('巳', '亥', '寅', '申')) },
  { name: '亡神', source: `${SANMING} 论劫煞亡神`, nature: '凶', places: byBranch(byTrine('亥', '巳', '申', '寅')) },
  { name: '灾煞', source: `${SANMING} 论灾煞`, nature: '凶', places: byYearBranch(byTrine('午', '子', '卯', '酉')) },
  {
    name: '孤辰',
    source: `${SANMING} 论孤辰寡宿`,
    nature: '凶',
    places: byYearBranch(bySeason('寅', '巳', '申', '亥')),
  },
  {
    name: '寡宿',
    source: `${SANMING} 论孤辰寡宿`,
    nature: '凶',
    places: byYearBranch(bySeason('戌', '丑', '辰', '未')),
  },
  { name: '红鸾', source: `${SANMING} 总论诸神煞`, nature: '吉', places: byYearBranch(mirrored(3)) },
  { name: '天喜', source: `${SANMING} 总论诸神煞`, nature: '吉', places: byYearBranch(mirrored(9)) },
  { name: '天医', source: `${SANMING} 总论诸神煞`, nature: '吉', places: byMonth(after(-1)) },
  { name: '魁罡', source: `${SANMING} 论魁罡`, nature: '中', places: dayIsOneOf('庚辰 庚戌 壬辰 戊戌') },
  {
    name: '阴差阳错',
    source: `${SANMING} 论阴差阳错`,
    nature: '凶',
    places: dayIsOneOf('丙子 丁丑 戊寅 辛卯 壬辰 癸巳 丙午 丁未 戊申 辛酉 壬戌 癸亥'),
  },
  {
    name: '十恶大败',
    source: `${SANMING} 论十恶大败`,
    nature: '凶',
    places: dayIsOneOf('甲辰 乙巳 丙申 丁亥 戊戌 己丑 庚辰 辛巳 壬申 癸亥'),
  },
  { name: '孤鸾', source: `${YUANHAI} 论孤鸾`, nature: '凶', places: dayIsOneOf('乙巳 丁巳 辛亥 戊申 甲寅') },
  {
    name: '天赦',
    source: `${SANMING} 论天赦`,
    nature: '吉',
    places: ({ month, day }) => (bySeason('甲子', '戊寅', '甲午', '戊申')[month.branch] === day.ganzhi ? [day] : []),
  },
  {
    name: '三奇贵人',
    source: `${SANMING} 论三奇`,
    nature: '吉',
    places({ pillars }) {
      const found = [0, 1].map((from) => pillars.slice(from, from + 3));
      return (
        found.find((three) => ['甲戊庚', '乙丙丁', '壬癸辛'].includes(three.map(({ stem }) => stem).join(''))) ?? []
      );
    },
  },
];
