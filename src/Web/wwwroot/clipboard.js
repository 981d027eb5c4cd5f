// Copies texts, and serves the "Copy" button of every block of code: those come as HTML, without handlers of their own.

const shownFor = 2000;
const said = document.body.appendChild(document.createElement('div'));
said.className = 'only-heard';
said.setAttribute('role', 'status');

document.addEventListener('click', async event => {
    const button = event.target.closest?.('button[data-copy-code]');
    if (!button)
        return;
    const code = button.closest('.code').querySelector('code');
    const text = await copy(code.textContent.replace(/\n$/, '')) ? 'Copied' : 'Not copied';
    button.textContent = text;
    setTimeout(() => button.textContent = 'Copy', shownFor);
});

/** Copies a text and says so to screen readers. Returns whether the browser let it. */
export async function copy(text) {
    const isDone = await write(text);
    said.textContent = isDone ? 'Copied' : 'Not copied';
    setTimeout(() => said.textContent = '', shownFor);
    return isDone;
}

async function write(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        // Not over plain HTTP, or not allowed: the old way.
        return writeBySelection(text);
    }
}

function writeBySelection(text) {
    const focused = document.activeElement;
    // Inside an open dialog, which keeps the focus.
    const area = (focused?.closest('[role=dialog], dialog') ?? document.body).appendChild(document.createElement('textarea'));
    area.value = text;
    area.className = 'only-heard';
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return isDone;
}
