/**
 * Takes away what would reach beyond this function: signals to the process that it shares with the cloud.
 * `process.exit` needs nothing: in a worker thread it ends the thread.
 */
export function confineProcess(own: NodeJS.Process): void {
  const realKill = own.kill.bind(own);
  own.kill = (pid, signal) => {
    if (Math.abs(pid) !== own.pid && pid !== 0) return realKill(pid, signal);
    if (signal === 0) return true;
    return own.exit(1);
  };
  own.abort = () => own.exit(134);
}
