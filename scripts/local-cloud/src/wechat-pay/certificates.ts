import { X509Certificate } from 'node:crypto';
import { PayError } from './errors.js';
import type { Operation } from './operations.js';
import { encryptResource } from './signing.js';
import { rfc3339 } from './times.js';

/** The list of platform certificates, each encrypted under the APIv3 key; empty-handed in public-key mode. */
export const CERTIFICATE_OPERATIONS: Operation[] = [
  {
    method: 'GET',
    path: '/v3/certificates',
    api: 'certificates',
    run: ({ account: { keys, faults } }) => {
      if (faults.switches.publicKeyMode) {
        throw new PayError('RESOURCE_NOT_EXISTS', '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥');
      }
      const certificate = new X509Certificate(keys.platformCertificate);
      return {
        json: {
          data: [
            {
              serial_no: keys.platformSerial,
              effective_time: rfc3339(Date.parse(certificate.validFrom)),
              expire_time: rfc3339(Date.parse(certificate.validTo)),
              encrypt_certificate: encryptResource(keys.platformCertificate, 'certificate', keys.apiV3Key),
            },
          ],
        },
      };
    },
  },
];
