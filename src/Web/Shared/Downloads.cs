using Microsoft.JSInterop;

namespace Chat.Web.Shared;

/// <summary>Gives the reader files.</summary>
internal sealed class Downloads(IJSRuntime js)
{
    /// <summary>Reads a stream to its end, then gives it as a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="advance">Hears how many bytes came so far.</param>
    /// <param name="token">Ends it: then there is no file.</param>
    /// <exception cref="IOException">The stream breaks.</exception>
    public async Task SaveAsync(Stream content, string name, string mediaType, Action<long> advance, CancellationToken token = default)
    {
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", "./download.js");
        await using var file = await module.InvokeAsync<IJSObjectReference>("begin", mediaType);
        var (buffer, total) = (new byte[256 * 1024], 0L);
        for (int read; (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, token)) > 0;)
        {
            await file.InvokeVoidAsync("add", token, buffer[..read]);
            token.ThrowIfCancellationRequested();
            advance(total += read);
        }
        await file.InvokeVoidAsync("save", name);
    }
}
