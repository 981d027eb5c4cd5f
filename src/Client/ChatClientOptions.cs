using System.ComponentModel.DataAnnotations;

namespace Chat.Client;

/// <summary>Where the service is, and who calls it.</summary>
public sealed class ChatClientOptions
{
    /// <summary>The address of the service, with its path base, without <c>/api/v1</c>: <c>https://example.com/chat</c>.</summary>
    [Required]
    public Uri? BaseAddress { get; set; }

    /// <summary>The token of the user or agent. Asked before each try of a call, so it should keep the token while it is valid.
    /// What it throws, the call throws.</summary>
    [Required]
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>For an agent: the user for whom it acts, unless <see cref="ChatApiFactory.CreateFor"/> names one. Null for a user.</summary>
    public string? OnBehalfOf { get; set; }

    /// <summary>Time for each try of a call, or <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>. Forks, erasures, exports and imports have more.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a call is tried again. Pauses grow from 0.2 s, or are what the service asks for.</summary>
    [Range(0, 100)]
    public int Retries { get; set; } = 4;
}
