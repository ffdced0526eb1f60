import type { DocumentedTag } from './documented.js';

const HOVER = 'hover-class hover-stop-propagation hover-start-time hover-stay-time';
const FIELD_EVENTS = `input focus blur confirm keyboardheightchange selectionchange keyboardcompositionstart
  keyboardcompositionupdate keyboardcompositionend`;
const FIELD = `value placeholder placeholder-style placeholder-class disabled maxlength cursor-spacing auto-focus focus
  confirm-type confirm-hold cursor selection-start selection-end adjust-position hold-keyboard name`;

export const FORM_TAGS: Record<string, DocumentedTag> = {
  button: {
    attributes: `size type plain disabled loading form-type open-type ${HOVER} lang session-from send-message-title
      send-message-path send-message-img app-parameter show-message-card phone-number-no-quota-toast name`,
    events: `getuserinfo contact createliveactivity getphonenumber getrealtimephonenumber error opensetting launchapp
      chooseavatar agreeprivacyauthorization`,
  },
  checkbox: { attributes: 'value disabled checked color', events: '' },
  'checkbox-group': { attributes: 'name', events: 'change' },
  editor: {
    attributes: 'read-only placeholder show-img-size show-img-toolbar show-img-resize name',
    events: 'ready focus blur input statuschange',
  },
  form: { attributes: 'report-submit report-submit-timeout', events: 'submit reset' },
  input: {
    attributes: `${FIELD} type password always-embed cursor-color safe-password-cert-path safe-password-length
      safe-password-time-stamp safe-password-nonce safe-password-salt safe-password-custom-hash`,
    events: `${FIELD_EVENTS} nicknamereview`,
  },
  'keyboard-accessory': { attributes: '', events: '' },
  label: { attributes: 'for', events: '' },
  picker: {
    attributes: 'header-text mode disabled range range-key value start end fields custom-item level name',
    events: 'change columnchange cancel',
  },
  'picker-view': {
    attributes: 'value indicator-style indicator-class mask-style mask-class immediate-change',
    events: 'change pickstart pickend',
  },
  'picker-view-column': { attributes: '', events: '' },
  radio: { attributes: 'value checked disabled color', events: '' },
  'radio-group': { attributes: 'name', events: 'change' },
  slider: {
    attributes: `min max step disabled value color selected-color activeColor backgroundColor block-size block-color
      show-value name`,
    events: 'change changing',
  },
  switch: { attributes: 'checked disabled type color name', events: 'change' },
  textarea: {
    attributes: `${FIELD} auto-height fixed show-confirm-bar disable-default-padding adjust-keyboard-to`,
    events: `${FIELD_EVENTS} linechange`,
  },
};
