import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, lineOfText } from '../terms.js';

const RuleId = z
  .string()
  .regex(/^[a-z]+(-[a-z0-9]+)*$/, '应为规则编号')
  .max(60);

/** What a rule can fire for: an action, a job, `all`. */
const Subject = z
  .string()
  .regex(/^[\w.:@-]+$/, '应为告警对象的名称')
  .max(100);

export const alertSilence = contract({
  name: 'alert-silence',
  title: '静默告警',
  access: 'alert.handle',
  audited: ({ rule, subject }) => (subject ? `${rule}/${subject}` : rule),
  input: z.strictObject({
    rule: RuleId,
    /** All subjects of the rule unless one is named. */
    subject: Subject.optional(),
    /** At most a week; 0 ends a silence. */
    minutes: z.int().min(0).max(10_080),
    reason: lineOfText(2, 200),
  }),
  output: z.strictObject({ until: Instant.nullable() }),
  errors: ['ALERT_NOT_FOUND'],
  budget: { roundTrips: 7 },
});
