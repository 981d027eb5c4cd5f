using System.Text;
using System.Text.Json;

namespace Chat.Web.Numbers;

/// <summary>What the service counts for a message in a context: <c>metadata.tokens</c>, otherwise one token for four bytes of text, and four more.</summary>
internal static class TokenCount
{
    private const int BytesOfToken = 4, Overhead = 4;

    public static long Of(Message message) =>
        message.Metadata["tokens"] is { } said && said.GetValueKind() == JsonValueKind.Number && said.AsValue().TryGetValue<long>(out var tokens) && tokens >= 0
            ? tokens
            : (Encoding.UTF8.GetByteCount(message.Content) + BytesOfToken - 1) / BytesOfToken + Overhead;
}
