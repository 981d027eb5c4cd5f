/**
 * Begins a file that the reader gets as a download: no address has a token.
 * @param {string} type Its media type.
 */
export function begin(type) {
    const parts = [];
    return {
        /** @param {Uint8Array} bytes The next part. */
        add(bytes) {
            parts.push(new Blob([bytes]));
        },
        /** @param {string} name Of the file. */
        save(name) {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob(parts, { type }));
            link.download = name;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
        },
    };
}
