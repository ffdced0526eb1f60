import { ElMessage } from 'element-plus';
import { messageOf } from './api.js';

/** Does something a person asked for, and says what went wrong when it did. @returns whether it worked */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    ElMessage.error({ message: messageOf(error), duration: 6000 });
    return false;
  }
  if (done) ElMessage.success(done);
  return true;
}
