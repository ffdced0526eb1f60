import { noticeChannels } from '../../shared/adapters/notice/channels.js';
import { noticeSend } from '../../shared/contracts/notice/send.js';
import { serveJob } from '../../shared/core/jobs/serve-job.js';
import { nothingDue, sendDue } from '../../shared/modules/notice/send-due.js';

export const main = serveJob(noticeSend, ({ inTime }) => sendDue(inTime, noticeChannels()), {
  alone: true,
  idle: nothingDue,
});
