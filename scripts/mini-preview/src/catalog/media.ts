import type { DocumentedTag } from './documented.js';

export const MEDIA_TAGS: Record<string, DocumentedTag> = {
  'animation-video': {
    attributes: 'resource-width resource-height canvas-style path loop src alpha-direction autoplay',
    events: 'started ended',
  },
  audio: { attributes: 'src loop controls poster name author', events: 'error play pause timeupdate ended' },
  camera: {
    attributes: 'mode resolution device-position flash frame-size',
    events: 'stop error initdone scancode',
  },
  canvas: { attributes: 'type canvas-id disable-scroll', events: 'error' },
  'channel-live': { attributes: 'feed-id finder-user-name', events: '' },
  'channel-video': {
    attributes: 'feed-id finder-user-name feed-token autoplay loop muted object-fit',
    events: 'error',
  },
  image: {
    attributes: 'src mode show-menu-by-longpress webp lazy-load referrer-policy',
    events: 'error load',
    skyline: 'fade-in',
  },
  'live-player': {
    attributes: `src mode autoplay muted orientation object-fit background-mute min-cache max-cache sound-mode
      auto-pause-if-navigate auto-pause-if-open-native picture-in-picture-mode enable-auto-rotation referrer-policy
      enable-casting`,
    events: `statechange fullscreenchange netstatus audiovolumenotify enterpictureinpicture leavepictureinpicture
      castinguserselect castingstatechange castinginterrupt`,
  },
  'live-pusher': {
    attributes: `url mode autopush muted enable-camera auto-focus orientation beauty whiteness aspect min-bitrate
      max-bitrate audio-quality waiting-image waiting-image-hash zoom device-position background-mute mirror
      remote-mirror local-mirror audio-reverb-type enable-mic enable-agc enable-ans audio-volume-type video-width
      video-height beauty-style filter picture-in-picture-mode custom-effect`,
    events: 'statechange netstatus error bgmstart bgmprogress bgmcomplete audiovolumenotify',
  },
  map: {
    attributes: `longitude latitude scale min-scale max-scale markers covers polyline circles controls include-points
      show-location polygons subkey layer-style rotate skew enable-3D show-compass show-scale enable-overlooking
      enable-auto-max-overlooking enable-zoom enable-scroll enable-rotate enable-satellite enable-traffic enable-poi
      enable-building setting`,
    events: `markertap labeltap controltap callouttap updated regionchange poitap polylinetap abilitysuccess
      abilityfailed authsuccess interpolatepoint error anchorpointtap`,
  },
  video: {
    attributes: `src duration controls danmu-list danmu-btn enable-danmu autoplay loop muted initial-time page-gesture
      direction show-progress show-fullscreen-btn show-play-btn show-center-play-btn enable-progress-gesture object-fit
      poster show-mute-btn title play-btn-position enable-play-gesture auto-pause-if-navigate
      auto-pause-if-open-native vslide-gesture vslide-gesture-in-fullscreen show-bottom-progress ad-unit-id
      poster-for-crawler show-casting-button picture-in-picture-mode picture-in-picture-show-progress
      enable-auto-rotation show-screen-lock-button show-snapshot-button show-background-playback-button
      background-poster referrer-policy is-drm is-live provision-url certificate-url license-url
      preferred-peak-bit-rate`,
    events: `play pause ended timeupdate fullscreenchange waiting error progress loadedmetadata controlstoggle
      enterpictureinpicture leavepictureinpicture seekcomplete castinguserselect castingstatechange castinginterrupt`,
  },
  'voip-room': { attributes: 'openid mode device-position', events: 'error' },
};

export const OPEN_TAGS: Record<string, DocumentedTag> = {
  ad: { attributes: 'unit-id ad-intervals ad-type ad-theme', events: 'load error close' },
  'ad-custom': { attributes: 'unit-id ad-intervals', events: 'load error close' },
  'aria-component': { attributes: '', events: '' },
  'official-account': { attributes: '', events: 'load error' },
  'open-data': { attributes: 'type open-gid lang default-text default-avatar', events: 'error' },
  'store-coupon': { attributes: 'appid coupon-id', events: '' },
  'store-home': { attributes: 'appid', events: '' },
  'store-product': { attributes: 'appid product-id', events: '' },
  'web-view': { attributes: 'src', events: 'message load error' },
  'xr-scene': { attributes: '', events: '' },
};
