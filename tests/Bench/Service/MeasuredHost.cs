using Chat.Host;

namespace Chat.Bench.Service;

/// <summary>The whole host in a process of the bench, which answers each line of stdin with the bytes allocated so far.</summary>
internal static class MeasuredHost
{
    public const string Verb = "measured-host";
    public const string AnswerPrefix = "allocated ";

    public static async Task<int> ServeAsync()
    {
        await using var chat = ChatHost.Build([]);
        await chat.StartAsync();
        while (await Console.In.ReadLineAsync() is not null)
            await Console.Out.WriteLineAsync($"{AnswerPrefix}{GC.GetTotalAllocatedBytes(precise: true)}");
        await chat.StopAsync();
        return 0;
    }
}
