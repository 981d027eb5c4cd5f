// Tells the page when nobody has looked at its tab for half a minute, and when somebody does again.

const patience = 30_000;

export function watch(page) {
  let timer = 0;
  const onChange = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden')
      timer = setTimeout(() => page.invokeMethodAsync('OnHidden'), patience);
    else
      page.invokeMethodAsync('OnVisible');
  };
  document.addEventListener('visibilitychange', onChange);
  return {
    stop() {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onChange);
    },
  };
}
