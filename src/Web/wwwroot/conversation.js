// Keeps the reader's place in a list that grows and is cut at both ends. The browser's own anchoring is off (conversation.css): it does
// nothing at the very top, and not every browser has it. One way for all of them is simpler.

const near = 1000; // Pixels before an end at which more is loaded.
const close = 48; // Pixels before the end that count as the end.
const pause = 100; // Milliseconds between two words to the page.

export function watch(scroller, page) {
  const list = scroller.firstElementChild;
  let sticks = true; // Whether the end is followed.
  let top = 0; // The last position that is known.
  let anchor = null; // The first row that is seen, and where it is.
  let asked = null; // The row that the reader asked for, until they scroll.
  let isLoading = false;
  let timer = 0;

  const edge = () => scroller.getBoundingClientRect().top;
  const left = () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
  const isEnd = () => list.dataset.end === 'true';

  // Rows are in order, so the first one that is seen is found by halving.
  function remember() {
    const rows = list.querySelectorAll('[data-sequence]');
    const line = edge();
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom > line)
        high = middle;
      else
        low = middle + 1;
    }
    anchor = rows[low] ? { row: rows[low], at: rows[low].getBoundingClientRect().top - line } : null;
    top = scroller.scrollTop;
  }

  // After the list changed, before it is painted.
  function restore() {
    if (sticks && isEnd()) {
      scroller.scrollTop = scroller.scrollHeight;
    } else if (anchor?.row.isConnected) {
      // The reader may have scrolled since. Only what is needed: to set the position ends a scroll that is under way.
      const shift = anchor.row.getBoundingClientRect().top - edge() - anchor.at + scroller.scrollTop - top;
      if (Math.abs(shift) >= 1)
        scroller.scrollTop += shift;
    }
    settle();
  }

  function settle() {
    remember();
    load();
    timer ||= setTimeout(tell, pause);
  }

  function tell() {
    timer = 0;
    const rows = list.querySelectorAll('[data-sequence]');
    const row = sticks ? rows[rows.length - 1] : asked?.isConnected ? asked : anchor?.row;
    if (row)
      page.invokeMethodAsync('OnSeen', Number(row.dataset.sequence), sticks);
  }

  async function load() {
    const older = list.dataset.start !== 'true' && scroller.scrollTop < near;
    const newer = !isEnd() && left() < near;
    if (isLoading || !(older || newer))
      return;
    isLoading = true;
    let isMore = false;
    try {
      isMore = await page.invokeMethodAsync(older ? 'OnNearStart' : 'OnNearEnd');
    } finally {
      isLoading = false;
    }
    if (isMore)
      load();
  }

  function onScroll() {
    if (Math.abs(scroller.scrollTop - top) >= 1)
      asked = null;
    // What grows below moves the end away; only the reader moves up.
    if (left() <= close)
      sticks = isEnd();
    else if (scroller.scrollTop < top)
      sticks = false;
    settle();
  }

  function onKey(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.shiftKey || (e.key !== 'Home' && e.key !== 'End') || e.target.closest('input, textarea, select, [role=menu], [role=dialog]'))
      return;
    e.preventDefault();
    page.invokeMethodAsync(e.key === 'Home' ? 'OnHome' : 'OnEnd');
  }

  const changes = new MutationObserver(restore);
  const sizes = new ResizeObserver(restore);
  changes.observe(list, { childList: true });
  sizes.observe(list);
  sizes.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('keydown', onKey);
  restore();

  return {
    toEnd() {
      scroller.dataset.ready = '';
      sticks = true;
      scroller.scrollTop = scroller.scrollHeight;
      settle();
    },
    // Puts a message a little below the top; marks it for a moment, and moves the focus there, when somebody asked for this one.
    toMessage(sequence, isMarked) {
      scroller.dataset.ready = '';
      const row = list.querySelector(`[data-sequence="${sequence}"]`);
      if (!row)
        return;
      sticks = false;
      asked = row;
      const spare = Math.max(8, Math.min(scroller.clientHeight / 4, scroller.clientHeight - row.offsetHeight));
      scroller.scrollTop += row.getBoundingClientRect().top - edge() - spare;
      settle();
      if (isMarked) {
        row.focus({ preventScroll: true });
        row.dataset.marked = '';
        setTimeout(() => delete row.dataset.marked, 2500);
      }
    },
    stop() {
      changes.disconnect();
      sizes.disconnect();
      clearTimeout(timer);
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('keydown', onKey);
    },
  };
}
