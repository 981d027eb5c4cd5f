const key = 'chat.theme';

/** @returns {string|null} The colours that the reader chose: light, dark, or null for those of the system. */
export const theme = () => localStorage.getItem(key);

/** @param {string} theme Kept for the next visit. */
export const keepTheme = theme => localStorage.setItem(key, theme);

/** @param {boolean} isDark Also for what the browser draws: scroll bars, calendars. */
export function show(isDark) {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}
