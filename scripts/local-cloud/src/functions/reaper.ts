import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads `+ <pid>` and `- <pid>`; once there is nothing more to read, because the local cloud has ended in whatever way, ends
 * the groups of those that are left.
 */
const SCRIPT = `
set -f
left=" "
while read -r sign pid; do
  case $sign in
    +) left="$left$pid " ;;
    -) case $left in *" $pid "*) left="\${left%% $pid *} \${left#* $pid }" ;; esac ;;
  esac
done
for pid in $left; do kill -s KILL -- "-$pid"; done
`;

/** Sees to it that no function outlives the local cloud: one that spins does not notice that its channel is closed. */
export interface Reaper {
  /** @param child started with a group of its own */
  watch(child: ChildProcess): void;
  close(): void;
}

/** A shell, started with the first function, that survives `kill -9` of the local cloud just long enough. */
export function createReaper(): Reaper {
  let shell: ChildProcess | undefined;

  function start(): ChildProcess {
    const started = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    started.unref();
    (started.stdin as unknown as { unref(): void }).unref();
    // Without a shell (on Windows) what spins lives on; everything else ends by its channel.
    for (const one of [started, started.stdin!]) one.on('error', () => {});
    return started;
  }
  const say = (line: string) => {
    shell ??= start();
    if (shell.stdin!.writable) shell.stdin!.write(`${line}\n`);
  };

  return {
    watch(child) {
      const { pid } = child;
      if (pid === undefined) return;
      say(`+ ${pid}`);
      child.once('exit', () => say(`- ${pid}`));
    },
    close() {
      shell?.stdin?.end();
    },
  };
}
