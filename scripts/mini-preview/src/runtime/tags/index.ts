import type { TagSupport } from '../../catalog/support.js';
import { WxAudio } from './audio.js';
import { WxButton } from './button.js';
import { WxCamera } from './camera.js';
import { WxCanvas } from './canvas.js';
import { WxCheckbox, WxCheckboxGroup, WxRadio, WxRadioGroup, WxSwitch } from './choice.js';
import { WxCoverView, WxMatchMedia, WxRootPortal } from './containers.js';
import { WxForm, WxLabel } from './form.js';
import { WxIcon } from './icon.js';
import { WxCoverImage, WxImage } from './image.js';
import { WxInput, WxKeyboardAccessory } from './input.js';
import { WxMap } from './map.js';
import { WxMovableArea, WxMovableView } from './movable.js';
import { WxNavigator } from './navigator.js';
import { WxOfficialAccount, WxOpenData } from './open-data.js';
import { WxPageContainer } from './page-container.js';
import { WxNavigationBar, WxPageMeta } from './page-meta.js';
import { WxPicker } from './picker.js';
import { WxPickerView, WxPickerViewColumn } from './picker-view.js';
import { WxProgress, WxSlider } from './range.js';
import { WxScrollView } from './scroll-view.js';
import { WxRichText } from './simple.js';
import { WxSwiper, WxSwiperItem } from './swiper.js';
import type { Tag } from './tag.js';
import { WxText } from './text.js';
import { WxTextarea } from './textarea.js';
import { WxVideo } from './video.js';
import { WxWebView } from './web-view.js';

/** Tags with a behaviour of their own. The others (`view`, `text`, …) are plain elements with a style. */
export const TAGS: Readonly<Record<string, (new () => Tag) & { support: TagSupport }>> = {
  'wx-audio': WxAudio,
  'wx-button': WxButton,
  'wx-camera': WxCamera,
  'wx-canvas': WxCanvas,
  'wx-checkbox': WxCheckbox,
  'wx-checkbox-group': WxCheckboxGroup,
  'wx-cover-image': WxCoverImage,
  'wx-cover-view': WxCoverView,
  'wx-form': WxForm,
  'wx-icon': WxIcon,
  'wx-image': WxImage,
  'wx-input': WxInput,
  'wx-keyboard-accessory': WxKeyboardAccessory,
  'wx-label': WxLabel,
  'wx-map': WxMap,
  'wx-match-media': WxMatchMedia,
  'wx-movable-area': WxMovableArea,
  'wx-movable-view': WxMovableView,
  'wx-navigation-bar': WxNavigationBar,
  'wx-navigator': WxNavigator,
  'wx-official-account': WxOfficialAccount,
  'wx-open-data': WxOpenData,
  'wx-page-container': WxPageContainer,
  'wx-page-meta': WxPageMeta,
  'wx-picker': WxPicker,
  'wx-picker-view': WxPickerView,
  'wx-picker-view-column': WxPickerViewColumn,
  'wx-progress': WxProgress,
  'wx-radio': WxRadio,
  'wx-radio-group': WxRadioGroup,
  'wx-rich-text': WxRichText,
  'wx-root-portal': WxRootPortal,
  'wx-scroll-view': WxScrollView,
  'wx-slider': WxSlider,
  'wx-swiper': WxSwiper,
  'wx-swiper-item': WxSwiperItem,
  'wx-switch': WxSwitch,
  'wx-text': WxText,
  'wx-textarea': WxTextarea,
  'wx-video': WxVideo,
  'wx-web-view': WxWebView,
};

export function defineTags(): void {
  for (const [name, tag] of Object.entries(TAGS)) customElements.define(name, tag);
}
