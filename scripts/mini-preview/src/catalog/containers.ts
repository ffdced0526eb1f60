import type { DocumentedTag } from './documented.js';

const HOVER = 'hover-class hover-stop-propagation hover-start-time hover-stay-time';

export const CONTAINER_TAGS: Record<string, DocumentedTag> = {
  'cover-image': { attributes: 'src referrer-policy', events: 'load error' },
  'cover-view': { attributes: 'scroll-top marker-id', events: '' },
  'match-media': { attributes: 'min-width max-width width min-height max-height height orientation', events: '' },
  'movable-area': { attributes: 'scale-area', events: '' },
  'movable-view': {
    attributes:
      'direction inertia out-of-bounds x y damping friction disabled scale scale-min scale-max scale-value animation',
    events: 'change scale htouchmove vtouchmove',
  },
  'page-container': {
    attributes: 'show duration z-index overlay position round close-on-slide-down overlay-style custom-style',
    events: 'beforeenter enter afterenter beforeleave leave afterleave clickoverlay',
  },
  'root-portal': { attributes: 'enable', events: '' },
  'scroll-view': {
    attributes: `scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view
      scroll-into-view-offset scroll-with-animation enable-back-to-top enable-passive refresher-enabled
      refresher-threshold refresher-default-style refresher-background refresher-triggered bounces show-scrollbar
      fast-deceleration enable-flex scroll-anchoring enhanced paging-enabled using-sticky`,
    events: `dragstart dragging dragend scrolltoupper scrolltolower scroll refresherpulling refresherrefresh
      refresherrestore refresherabort`,
    skyline: `type associative-container reverse clip cache-extent min-drag-distance scroll-into-view-within-extent
      scroll-into-view-alignment padding refresher-two-level-enabled refresher-two-level-triggered
      refresher-two-level-threshold refresher-two-level-close-threshold refresher-two-level-scroll-enabled
      refresher-ballistic-refresh-enabled refresher-two-level-pinned scrollstart scrollend refresherwillrefresh
      refresherstatuschange`,
  },
  'share-element': {
    attributes: 'key transform duration easing-function',
    events: '',
    skyline: 'mapkey transition-on-gesture shuttle-on-push shuttle-on-pop rect-tween-type frame',
  },
  swiper: {
    attributes: `indicator-dots indicator-color indicator-active-color autoplay current current-item-id interval duration
      circular vertical previous-margin next-margin display-multiple-items snap-to-edge easing-function`,
    events: 'change transition animationfinish',
    skyline: `layout-type transformer-type indicator-type indicator-margin indicator-spacing indicator-radius
      indicator-width indicator-height indicator-alignment indicator-offset scroll-with-animation cache-extent`,
  },
  'swiper-item': { attributes: 'item-id skip-hidden-item-layout', events: '' },
  view: { attributes: HOVER, events: '' },
};

export const BASIC_TAGS: Record<string, DocumentedTag> = {
  icon: { attributes: 'type size color', events: '' },
  progress: {
    attributes: `percent show-info border-radius font-size stroke-width color activeColor backgroundColor active
      active-mode duration`,
    events: 'activeend',
  },
  'rich-text': { attributes: 'nodes space user-select', events: '', skyline: 'mode' },
  text: { attributes: 'selectable user-select space decode', events: '', skyline: 'overflow max-lines' },
  navigator: {
    attributes: `target url open-type delta app-id path extra-data version short-link ${HOVER}`,
    events: 'success fail complete',
  },
  'functional-page-navigator': { attributes: 'version name args', events: 'success fail cancel' },
  'page-meta': {
    attributes: `background-text-style background-color background-color-top background-color-bottom
      root-background-color scroll-top scroll-duration page-style page-font-size root-font-size page-orientation`,
    events: 'resize scroll scrolldone',
  },
  'navigation-bar': {
    attributes: `title loading front-color background-color color-animation-duration color-animation-timing-func`,
    events: '',
  },
};
