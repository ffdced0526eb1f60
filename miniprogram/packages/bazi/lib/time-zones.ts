/** A clock abroad: an IANA name with its history of summer time, or an offset. */
export interface Zone {
  label: string;
  timeZone: string;
}

const CITIES: readonly (readonly [string, string])[] = [
  ['北京', 'Asia/Shanghai'],
  ['香港', 'Asia/Hong_Kong'],
  ['台北', 'Asia/Taipei'],
  ['东京', 'Asia/Tokyo'],
  ['首尔', 'Asia/Seoul'],
  ['新加坡', 'Asia/Singapore'],
  ['吉隆坡', 'Asia/Kuala_Lumpur'],
  ['曼谷', 'Asia/Bangkok'],
  ['雅加达', 'Asia/Jakarta'],
  ['马尼拉', 'Asia/Manila'],
  ['胡志明市', 'Asia/Ho_Chi_Minh'],
  ['迪拜', 'Asia/Dubai'],
  ['莫斯科', 'Europe/Moscow'],
  ['伦敦', 'Europe/London'],
  ['巴黎', 'Europe/Paris'],
  ['柏林', 'Europe/Berlin'],
  ['罗马', 'Europe/Rome'],
  ['马德里', 'Europe/Madrid'],
  ['约翰内斯堡', 'Africa/Johannesburg'],
  ['纽约', 'America/New_York'],
  ['芝加哥', 'America/Chicago'],
  ['丹佛', 'America/Denver'],
  ['洛杉矶', 'America/Los_Angeles'],
  ['多伦多', 'America/Toronto'],
  ['温哥华', 'America/Vancouver'],
  ['圣保罗', 'America/Sao_Paulo'],
  ['悉尼', 'Australia/Sydney'],
  ['墨尔本', 'Australia/Melbourne'],
  ['珀斯', 'Australia/Perth'],
  ['奥克兰', 'Pacific/Auckland'],
];

const offset = (hours: number): string => `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;

/** Cities by whose clocks most people abroad live, then whole hours from Greenwich. */
export const ZONES: readonly Zone[] = [
  ...CITIES.map(([city, timeZone]) => ({ label: `${city}时间`, timeZone })),
  ...Array.from({ length: 27 }, (_, index) => offset(index - 12)).map((timeZone) => ({
    label: `UTC${timeZone}`,
    timeZone,
  })),
];
