import { resourceUrl } from '../resource.js';

const EVENTS: Record<string, string> = {
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Canplay: 'canplay',
  Waiting: 'waiting',
  Seeking: 'seeking',
  Seeked: 'seeked',
};

/** `wx.createInnerAudioContext` over the browser's audio element. */
function createInnerAudioContext() {
  const audio = new Audio();
  const context: Record<string, unknown> = {
    play: () => void audio.play(),
    pause: () => audio.pause(),
    stop() {
      audio.pause();
      audio.currentTime = 0;
    },
    seek(position: number) {
      audio.currentTime = position;
    },
    destroy() {
      audio.pause();
      audio.removeAttribute('src');
    },
    onError: (listener: (error: object) => void) => {
      audio.addEventListener('error', () => listener({ errMsg: audio.error?.message ?? '', errCode: 10_001 }));
    },
    offError: () => undefined,
  };
  for (const [name, type] of Object.entries(EVENTS)) {
    context[`on${name}`] = (listener: () => void) => audio.addEventListener(type, listener);
    context[`off${name}`] = (listener: () => void) => audio.removeEventListener(type, listener);
  }
  for (const name of ['loop', 'autoplay', 'volume', 'currentTime', 'playbackRate'] as const) {
    Object.defineProperty(context, name, {
      get: () => audio[name],
      set: (value: never) => Object.assign(audio, { [name]: value }),
    });
  }
  for (const name of ['duration', 'paused', 'buffered'] as const)
    Object.defineProperty(context, name, { get: () => audio[name] });
  Object.defineProperty(context, 'src', {
    get: () => audio.src,
    set: (value: string) => Object.assign(audio, { src: resourceUrl(value, '') }),
  });
  return context;
}

export const audioApi = { createInnerAudioContext };
