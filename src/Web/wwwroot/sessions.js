/**
 * Keys and scrolling of the list of conversations.
 * @param {HTMLElement} list The element that scrolls.
 * @param {object} page Has CreateAsync.
 */
export function start(list, page) {
    const onShortcut = event => {
        if (event.code === 'KeyN' && event.altKey && !event.ctrlKey && !event.metaKey && !document.querySelector('[role=dialog]')) {
            event.preventDefault();
            page.invokeMethodAsync('CreateAsync');
        }
    };
    const rows = () => [...list.querySelectorAll('[data-id]')];
    let focused = null; // The row that has the focus, and its place.
    document.addEventListener('keydown', onShortcut);
    list.addEventListener('keydown', move);
    return {
        // Before the list is drawn, and after.
        before() {
            const row = document.activeElement?.closest('[data-id]');
            focused = row && list.contains(row) ? { row, place: rows().indexOf(row) } : null;
            return first(list);
        },
        after(pixels) {
            if (pixels)
                list.scrollTop += pixels;
            // The focus of a row that is gone goes to the next one.
            if (focused && !focused.row.isConnected)
                (rows().slice(0, focused.place + 1).at(-1)?.querySelector('a') ?? document.querySelector('.new-session button')).focus();
        },
        stop() {
            document.removeEventListener('keydown', onShortcut);
            list.removeEventListener('keydown', move);
        },
    };
}

/** @param {HTMLElement|null} place Its button gets the focus, if it is still there. */
export const focusIn = place => place?.querySelector('button')?.focus();

/** @returns {number[]|null} Id and place of the first row that is seen; null at the top. */
function first(list) {
    const { top } = list.getBoundingClientRect();
    const row = [...list.querySelectorAll('[data-id]')].find(row => row.getBoundingClientRect().bottom > top);
    return list.scrollTop > 0 && row ? [Number(row.dataset.id), Number(row.ariaPosInSet)] : null;
}

/** The arrows go from conversation to conversation. */
function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches('.session-link'))
        return;
    const links = [...event.currentTarget.querySelectorAll('.session-link')];
    const next = links[links.indexOf(event.target) + step];
    if (next) {
        event.preventDefault();
        next.focus();
    }
}
