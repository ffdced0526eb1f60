import { describe, expect, it } from 'vitest';
import { type SiteFile, siteNotes, sitePlanOf, uploadSteps } from './site.js';

const file = (path: string, md5 = 'm1'): SiteFile => ({ path, file: `/site/${path}`, md5, cacheControl: 'no-cache' });
const files = [file('index.html'), file('app-1234abcd.js'), file('pieces/ABCD1234.js'), file('assets/a.png', 'm2')];
const address = 'https://my-env-1250000000.tcloudbaseapp.com';

describe('the plan of a site', () => {
  it('uploads everything while hosting is off', () => {
    const plan = sitePlanOf(files, { files: new Map() });
    expect(plan).toEqual({ upload: files.map(({ path }) => path), unchanged: 0, older: 0 });
  });

  it('uploads what is missing or different, and leaves what other releases have', () => {
    const there = new Map([
      ['index.html', 'm0'],
      ['assets/a.png', 'm2'],
      ['pieces/', 'empty'],
      ['pieces/OLDER123.js', 'm1'],
      ['app-1234abcd.js', 'm1'],
    ]);
    expect(sitePlanOf(files, { address, files: there })).toEqual({
      address,
      upload: ['index.html', 'pieces/ABCD1234.js'],
      unchanged: 2,
      older: 1,
    });
  });

  it('has the page go last, so that whatever it loads is there', () => {
    const steps = uploadSteps(files);
    expect(steps.map((step) => step.map(({ path }) => path))).toEqual([
      ['app-1234abcd.js', 'pieces/ABCD1234.js', 'assets/a.png'],
      ['index.html'],
    ]);
    expect(uploadSteps([file('assets/a.png')])).toHaveLength(1);
  });

  it('says when http-api would refuse the calls of the site', () => {
    expect(siteNotes({ address }, { YUNSHU_WEB_ORIGINS: `https://example.com, ${address}` })).toEqual([]);
    expect(siteNotes({ address }, {})).toEqual([expect.stringContaining(`does not name ${address}`)]);
    expect(siteNotes({}, {})).toEqual([]);
  });
});
