import { get, set } from './storage.js';

const key = 'chat.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** @returns {string|null} The colours that the reader chose: light, dark, or null for those of the system. */
export const theme = () => get(key);

/** @param {string} theme Kept for the next visit. */
export const keepTheme = theme => set(key, theme);

/**
 * Follows the system.
 * @param {object} page Has FollowAsync, which hears whether the colours are dark, now and after each change.
 */
export function follow(page) {
    const tell = () => page.invokeMethodAsync('FollowAsync', system.matches);
    system.addEventListener('change', tell);
    return tell();
}

/** @param {boolean} isDark Also for what the browser draws: scroll bars, calendars. */
export function show(isDark) {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}
