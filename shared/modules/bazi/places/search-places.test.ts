import { describe, expect, it } from 'vitest';
import { searchPlaces } from './search-places.js';

const names = (text: string) => searchPlaces(text).map(({ name }) => name);

describe('a birthplace', () => {
  it('is found by its county, its city or both', () => {
    expect(searchPlaces('武侯')[0]).toEqual({
      name: '四川省 成都市 武侯区',
      longitude: 104.04,
      latitude: 30.64,
      timeZone: 'Asia/Shanghai',
    });
    expect(names('成都')[0]).toBe('四川省 成都市');
    expect(names('成都')).toContain('四川省 成都市 锦江区');
    expect(names('南京 鼓楼')).toEqual(['江苏省 南京市 鼓楼区']);
  });

  it('may be a municipality as a whole, at its old centre', () => {
    expect(['北京', '天津', '上海', '重庆'].map((text) => searchPlaces(text)[0])).toMatchObject([
      { name: '北京市', longitude: 116.42 },
      { name: '天津市', longitude: 117.2 },
      { name: '上海市', longitude: 121.49 },
      { name: '重庆市', longitude: 106.56 },
    ]);
    expect(names('上海')).toContain('上海市 徐汇区');
  });

  it('may be a county that is no more', () => {
    expect(names('漠河县')).toEqual(['黑龙江省 大兴安岭地区 漠河县']);
  });

  it('has the clock of its own where there was one', () => {
    expect(searchPlaces('台北')[0]).toMatchObject({ timeZone: 'Asia/Taipei' });
    expect(searchPlaces('香港')[0]).toMatchObject({ timeZone: 'Asia/Hong_Kong' });
  });

  it('is not there when nobody knows it, and the list is never long', () => {
    expect(searchPlaces('亚特兰蒂斯')).toEqual([]);
    expect(searchPlaces('区')).toHaveLength(20);
  });

  it('lies in China, each of them', () => {
    for (const text of '省市区县旗') {
      for (const { longitude, latitude } of searchPlaces(text)) {
        expect(longitude > 73 && longitude < 136 && latitude > 3 && latitude < 54).toBe(true);
      }
    }
  });
});
