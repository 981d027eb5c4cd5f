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
    document.addEventListener('keydown', onShortcut);
    list.addEventListener('keydown', move);
    return {
        top: () => list.scrollTop,
        shift(pixels) {
            list.scrollTop += pixels;
        },
        toTop() {
            list.scrollTop = 0;
        },
        stop() {
            document.removeEventListener('keydown', onShortcut);
            list.removeEventListener('keydown', move);
        },
    };
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
