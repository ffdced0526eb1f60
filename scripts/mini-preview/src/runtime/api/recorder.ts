import { needConsent } from './consent.js';
import { keepTemporary } from './temporary-files.js';

interface RecordOptions {
  /** Milliseconds; WeChat takes 60 s by default and 600 s at most. */
  duration?: number;
}

type Name = 'start' | 'pause' | 'resume' | 'stop' | 'error';
type Listener = (result: Record<string, unknown>) => void;

/** `wx.getRecorderManager` over the browser's recorder: one recording at a time. */
class Recorder {
  readonly #listeners = new Map<Name, Listener>();
  #recorder: MediaRecorder | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  onStart = (listener: Listener) => void this.#listeners.set('start', listener);
  onPause = (listener: Listener) => void this.#listeners.set('pause', listener);
  onResume = (listener: Listener) => void this.#listeners.set('resume', listener);
  onStop = (listener: Listener) => void this.#listeners.set('stop', listener);
  onError = (listener: Listener) => void this.#listeners.set('error', listener);

  start = (options: RecordOptions = {}) => void this.#start(options);

  pause = () => {
    this.#recorder?.pause();
    this.#tell('pause');
  };

  resume = () => {
    this.#recorder?.resume();
    this.#tell('resume');
  };

  stop = () => {
    clearTimeout(this.#timer);
    if (this.#recorder) this.#recorder.stop();
    else this.#tell('error', { errMsg: 'operateRecorder:fail recorder not start' });
  };

  async #start({ duration = 60_000 }: RecordOptions): Promise<void> {
    try {
      if (this.#recorder) throw new Error('is recording or paused');
      if (duration > 600_000) throw new Error('parameter error: duration should be at most 600000');
      await needConsent('scope.record');
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const recorder = new MediaRecorder(stream);
      const began = performance.now();
      recorder.addEventListener('dataavailable', ({ data }) => {
        for (const track of stream.getTracks()) track.stop();
        this.#recorder = undefined;
        const tempFilePath = keepTemporary(data);
        this.#tell('stop', { tempFilePath, duration: Math.round(performance.now() - began), fileSize: data.size });
      });
      recorder.start();
      this.#recorder = recorder;
      this.#timer = setTimeout(this.stop, duration);
      this.#tell('start');
    } catch (error) {
      this.#tell('error', { errMsg: `operateRecorder:fail ${(error as Error).message}` });
    }
  }

  #tell(name: Name, result: Record<string, unknown> = {}): void {
    this.#listeners.get(name)?.(result);
  }
}

let recorder: Recorder | undefined;

export const recorderApi = {
  getRecorderManager: () => {
    recorder ??= new Recorder();
    return recorder;
  },
};
