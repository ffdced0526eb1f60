/** Why a text is not shown. */
export type Category = 'medical' | 'death' | 'gambling' | 'threat' | 'superstition-trade' | 'vulgar' | 'fraud';

/** Raised with every change of the list, and kept with what was judged by it. */
export const WORDS_VERSION = 2;

/**
 * Words that neither a reading nor a question to it may hold, by category. They are compared with the text as `simplified` leaves it.
 *
 * The list is ours: no package has a kept one. It is made for what a reading must not do: tell of illness, death and ruin, advise on
 * gambling or loans, threaten, or sell a remedy for what it threatened with.
 */
export const REFUSED: Readonly<Record<Category, readonly string[]>> = {
  medical: [
    ...[
      '癌',
      '肿瘤',
      '绝症',
      '白血病',
      '艾滋',
      '不孕不育',
      '流产',
      '堕胎',
      '抑郁症',
      '精神病',
      '手术成功',
      '停药',
      '偏方',
    ],
    ...['包治', '治愈', '确诊', '药到病除'],
  ],
  death: [
    ...['死亡', '死期', '寿命几何', '活不过', '短命', '早夭', '夭折', '丧命', '暴毙', '自杀', '自残', '轻生', '死劫'],
    ...['血光', '丧偶', '丧父', '丧母', '克死', '命不久矣', '阳寿'],
  ],
  gambling: ['赌博', '赌场', '赌球', '下注', '彩票号码', '中奖号码', '六合彩', '博彩', '百家乐', '老虎机', '稳赚'],
  threat: [
    ...['克夫', '克妻', '克子', '克父', '克母', '必有大祸', '大祸临头', '灭顶之灾', '家破人亡', '妻离子散', '牢狱之灾'],
    ...['在劫难逃', '天打雷劈', '永无翻身', '注定失败', '命中注定离婚', '断子绝孙', '必离婚', '必破产'],
  ],
  'superstition-trade': [
    ...['化解费', '作法', '做法事', '符咒', '请符', '开光', '改命', '转运珠', '消灾费', '供奉费', '大师亲算', '加微信'],
    ...['付费化解', '下蛊', '降头', '养小鬼', '通灵', '招魂', '驱鬼'],
  ],
  vulgar: ['色情', '淫秽', '招嫖', '嫖娼', '卖淫', '裸聊', '约炮'],
  fraud: ['诈骗', '刷单', '套现', '高利贷', '裸贷', '洗钱', '传销', '代开发票'],
};

/**
 * Words by which WeChat's review knows what it refuses in a mini-program: fortune-telling of any kind (cloudbase-facts 6.4). Pages
 * and texts of a mini-program build have none of them; H5 may.
 */
export const REVIEW_REJECTS: readonly string[] = [
  ...[
    '算命',
    '算卦',
    '占卜',
    '占星',
    '卜卦',
    '看相',
    '面相',
    '手相',
    '测字',
    '风水',
    '改运',
    '转运',
    '开运',
    '运势',
    '运程',
  ],
  ...[
    '财运',
    '桃花运',
    '姻缘',
    '命理',
    '命盘',
    '批命',
    '批八字',
    '合婚',
    '流年运',
    '大师',
    '灵签',
    '求签',
    '解签',
    '塔罗',
  ],
  ...['紫微斗数', '奇门遁甲', '六爻', '择吉', '旺夫', '克夫', '犯太岁', '化太岁', '吉凶', '预测未来'],
];
