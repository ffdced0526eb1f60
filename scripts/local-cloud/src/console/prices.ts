/**
 * What CloudBase asks for, in resource points (1,000 points are 1 yuan), as it was known on `asOf`.
 *
 * Source: https://cloud.tencent.com/document/product/876/127357 (资源点). `confidence` says how a figure is known:
 * `official`, from Tencent's own page or API example; `quoted`, from several independent notes that quote the page and
 * agree. Traffic of the CDN is left out: nothing on one machine tells how much a picture is fetched.
 */
export const PRICES = {
  asOf: '2026-10-31',
  source: 'https://cloud.tencent.com/document/product/876/127357',
  pointsPerYuan: 1000,
  /** The uncertainty of a whole estimate: promotions, and what the platform counts as one call. */
  uncertaintyPercent: 30,
} as const;

export type Confidence = 'official' | 'quoted';

export interface Price {
  item: 'functionCall' | 'compute' | 'databaseCall' | 'storageRequest' | 'httpAccess' | 'databaseDay' | 'storageDay';
  points: number;
  /** What `points` buys. */
  per: '10k' | 'GBs' | 'GB·day';
  confidence: Confidence;
}

export const UNIT_PRICES: readonly Price[] = [
  { item: 'functionCall', points: 13.3, per: '10k', confidence: 'quoted' },
  { item: 'compute', points: 0.111, per: 'GBs', confidence: 'official' },
  { item: 'databaseCall', points: 200, per: '10k', confidence: 'quoted' },
  { item: 'storageRequest', points: 10, per: '10k', confidence: 'quoted' },
  { item: 'httpAccess', points: 30, per: '10k', confidence: 'quoted' },
  { item: 'databaseDay', points: 40, per: 'GB·day', confidence: 'quoted' },
  { item: 'storageDay', points: 3.94, per: 'GB·day', confidence: 'quoted' },
];

export interface Plan {
  id: string;
  name: { zh: string; en: string };
  /** Yuan a month; the list price. */
  yuan: number;
  /** Points a month that it includes. */
  points: number;
  confidence: Confidence;
}

/** By price. */
export const PLANS: readonly Plan[] = [
  { id: 'baas_trial', name: { zh: '体验版', en: 'Trial' }, yuan: 0, points: 3_000, confidence: 'quoted' },
  { id: 'baas_personal', name: { zh: '个人版', en: 'Personal' }, yuan: 39.9, points: 40_000, confidence: 'official' },
  {
    id: 'baas_pf_standard',
    name: { zh: '标准版', en: 'Standard' },
    yuan: 199,
    points: 330_000,
    confidence: 'quoted',
  },
  {
    id: 'baas_pf_enterprise',
    name: { zh: '企业版', en: 'Enterprise' },
    yuan: 999,
    points: 1_500_000,
    confidence: 'quoted',
  },
];
