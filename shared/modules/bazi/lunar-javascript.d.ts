/** As much of lunar-javascript as the differential test asks; the package has no types of its own. */
declare module 'lunar-javascript' {
  export class Solar {
    static fromYmdHms(year: number, month: number, day: number, hour: number, minute: number, second: number): Solar;
    getLunar(): Lunar;
  }
  interface Lunar {
    getEightChar(): EightChar;
  }
  interface EightChar {
    setSect(sect: 1 | 2): void;
    toString(): string;
    getYun(gender: 0 | 1, sect: 1 | 2): Yun;
  }
  interface Yun {
    getStartYear(): number;
    getStartMonth(): number;
    getStartDay(): number;
    getStartHour(): number;
    getDaYun(count: number): DaYun[];
  }
  interface DaYun {
    getGanZhi(): string;
    getStartYear(): number;
    getStartAge(): number;
    getLiuNian(): { getGanZhi(): string }[];
    getXiaoYun(): { getGanZhi(): string }[];
  }
}
