/** Takes from the function what leads to the local cloud itself: signals to it. */
export function confineProcess(own: NodeJS.Process): void {
  const cloud = own.ppid;
  const kill = own.kill.bind(own);
  own.kill = (pid, signal) => {
    if (pid === cloud) throw Object.assign(new Error('kill EPERM'), { code: 'EPERM', syscall: 'kill' });
    return kill(pid, signal);
  };
}
