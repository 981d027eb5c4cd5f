// The text that is being written. It stays here while it is: a call into WebAssembly for each key would be felt.

import { get, remove, set } from './storage.js';

const manyCodePoints = 9000; // From here on their number is shown: the service takes 10,000 unless it is configured otherwise.

export function attach(area, count, key, page) {
  area.value = get(key) ?? '';
  area.readOnly = false; // Until now no key would have been seen.
  resize();

  function resize() {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`; // The largest height is in conversation.css.
    count.textContent = area.value.length < manyCodePoints ? '' : `${[...area.value].length.toLocaleString('en')} characters`;
  }

  function keep() {
    if (area.value)
      set(key, area.value);
    else
      remove(key);
    resize();
  }

  function send() {
    const text = area.value;
    if (!text.trim())
      return;
    area.value = '';
    keep();
    page.invokeMethodAsync('OnSent', text);
  }

  function onKey(e) {
    // While an input method composes, Enter takes its suggestion; Safari tells it by the key code only.
    if (e.key !== 'Enter' || e.shiftKey || e.isComposing || e.keyCode === 229)
      return;
    e.preventDefault();
    send();
  }

  area.addEventListener('input', keep);
  area.addEventListener('keydown', onKey);
  return {
    send,
    // Puts a text back, before what is there.
    put(text) {
      area.value = area.value ? `${text}\n${area.value}` : text;
      keep();
      area.focus();
    },
  };
}
