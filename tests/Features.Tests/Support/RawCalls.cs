using System.Text;

namespace Features.Tests.Support;

/// <summary>Calls on a <see cref="RawConnection"/>.</summary>
internal static class RawCalls
{
    /// <summary>The lines of a call up to its headers, and further ones.</summary>
    public static string[] Lines(string method, string path, string? token, params string[] more) =>
        [$"{method} {path} HTTP/1.1", "Host: chat", .. token is null ? Array.Empty<string>() : [$"Authorization: Bearer {token}"], .. more];

    /// <summary>Sends a JSON body of this length after the lines, with its length or in chunks, and reads nothing. Fails unless all of it could be sent.</summary>
    public static async Task SendHugeAsync(this RawConnection connection, string[] lines, int bytes, bool isChunked)
    {
        const int most = 1_000_000;
        var part = new byte[most];
        Array.Fill(part, (byte)' ');
        await connection.SendLinesAsync([.. lines, isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes}", ""]);
        for (var sent = 0; sent < bytes; sent += most)
        {
            var next = part.AsMemory(0, Math.Min(most, bytes - sent));
            await connection.SendAllAsync(isChunked ? (byte[])[.. Encoding.ASCII.GetBytes($"{next.Length:x}\r\n"), .. next.Span, .. "\r\n"u8] : next);
        }
        if (isChunked)
            await connection.SendAllAsync("0\r\n\r\n"u8.ToArray());
    }

    /// <summary>The lines of the status and the headers.</summary>
    public static string[] Head(string answer) => answer[..(answer + "\r\n\r\n").IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");

    public static string Body(string answer) => answer.Split("\r\n\r\n", 2)[^1];
}
