/**
 * Says when the end of a list comes near the view.
 * @param {HTMLElement} end The last element of the list.
 * @param {object} page Has OnSeenAsync.
 */
export function watch(end, page) {
    const root = end.closest('[data-scrolls]');
    const observer = new IntersectionObserver(
        entries => {
            if (entries.at(-1).isIntersecting)
                page.invokeMethodAsync('OnSeenAsync');
        },
        { root, rootMargin: '400px' });
    observer.observe(end);
    return {
        /** Says it again if the end is still in view. */
        again() {
            observer.unobserve(end);
            observer.observe(end);
        },
        stop() {
            observer.disconnect();
        },
    };
}
