import { ruizhu } from '../../shared/apps/ruizhu.js';
import { merchantVariables } from '../lib/merchant.js';
import { root } from '../lib/paths.js';
import { provision, seedDemoGoods } from '../lib/seed.js';
import { startLocalCloud } from '../local-cloud/src/cloud.js';

const cloud = await startLocalCloud({
  port: 7431,
  environments: ['ruizhu'],
  sites: [{ mount: '/ruizhu/', folder: '/tmp/mp-ruizhu' }],
});
await provision(cloud.url, ruizhu);
await seedDemoGoods(cloud.url, 'ruizhu');
await cloud.deployProject('ruizhu', root, merchantVariables('ruizhu', cloud.wechatPay.merchantOf('ruizhu')));
console.log('ready');
setTimeout(() => process.exit(0), 1800_000);
