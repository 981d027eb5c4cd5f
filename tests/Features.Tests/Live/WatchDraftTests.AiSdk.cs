using System.Text.Json;
using Chat.Features.Shared.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Features.Tests.Live;

/// <summary>The AI SDK itself reads the stream.</summary>
public sealed partial class WatchDraftTests
{
    [Fact]
    public async Task The_AI_SDK_resumes_what_is_streaming_and_ends_as_the_message_does()
    {
        using var node = await NodeTools.OpenAsync();
        var (name, user) = NewUser();
        var (nothing, finished, aborted, erased) = (await BeginAsync(null), await BeginAsync("So 👋"), await BeginAsync(""), await BeginAsync("Half"));

        var all = new[] { nothing, finished, aborted, erased }.Select(one => $"{one.Session}/{one.Message}");
        var running = node.RunAsync(["resume.mjs", chat.Server.Address.GetLeftPart(UriPartial.Authority), Tokens.For(name), .. all]);
        // Each is read twice: by the chat, and by the parser.
        await Eventually.HoldsAsync("the streams are open", () => running.IsCompleted || Watches(name) == 6);
        foreach (var (session, message) in new[] { finished, aborted })
        {
            foreach (var delta in new[] { "one ", "👋", " \"two\"\n", "" })
                (await user.AppendAsync(session, message, delta)).Ok();
        }
        (await user.FinishAsync(finished.Session, finished.Message)).Ok();
        (await user.AbortAsync(aborted.Session, aborted.Message)).Ok();
        (await user.DeleteAsync(Calls.Message(erased.Session, erased.Message))).Ok();

        var ends = JsonDocument.Parse(await running).RootElement;
        ends.ShouldBeJson(new object[]
        {
            new { status = "ready", messages = new[] { Shown(nothing.Message, "Old") }, types = Array.Empty<string>() },
            new { status = "ready", messages = new[] { Shown(finished.Message, "So 👋one 👋 \"two\"\n", "done") }, types = new[] { "start", "text-start", "text-delta", "text-end", "finish" } },
            new { status = "ready", messages = new[] { Shown(aborted.Message, "one 👋 \"two\"\n", "done") }, types = new[] { "start", "text-start", "text-delta", "text-end", "abort" } },
            new { status = "error", error = "The message was deleted", messages = new[] { Shown(erased.Message, "Half", "streaming") }, types = new[] { "start", "text-start", "text-delta", "error" } },
        });

        async Task<(long Session, long Message)> BeginAsync(string? content)
        {
            var session = (await user.CreateAsync()).Id;
            return (session, content is null ? (await user.SayAsync(session, "Whole")).Id : (await user.DraftAsync(session, content)).Id);
        }
    }

    private static object Shown(long message, string text, string? state = null) => state is null
        ? new { id = $"{message}", role = "assistant", parts = new object[] { new { type = "text", text } } }
        : new { id = $"{message}", role = "assistant", parts = new object[] { new { type = "text", text, state } } };

    private int Watches(string user) => chat.Server.Services.GetRequiredService<UserChanges>().Watches.Count(watch => watch.User == user);
}
