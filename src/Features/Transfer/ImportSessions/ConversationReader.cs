using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chat.Features.Transfer.ImportSessions;

/// <summary>Reads a JSON array of conversations of another service, or one conversation, one by one.</summary>
internal sealed class ConversationReader(IConversationFormat format, ImportRules rules) : IImportReader
{
    /// <summary>One conversation is in memory at a time.</summary>
    private const int MostMiB = 64;

    public async IAsyncEnumerable<ImportItem> ReadAsync(BoundedStream file, [EnumeratorCancellation] CancellationToken token)
    {
        var json = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        var first = await BeginAsync(json, token);
        if (first == 0)
            throw new ImportException(1, "the file is empty");
        var number = 0L;
        BeginPart();
        await using var conversations = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(json, topLevelValues: first != '[', ChatJson.Options, token).GetAsyncEnumerator(token);
        while (await NextAsync(conversations, number + 1))
        {
            number++;
            BeginPart();
            foreach (var item in Read(Mended(conversations.Current), number))
                yield return item;
        }
        yield return new EndItem(number + 1, IsTruncated: false);

        void BeginPart() => file.BeginPart(MostMiB * 1024L * 1024, static () => new UnsupportedBodyException(
            StatusCodes.Status413PayloadTooLarge, $"A conversation must have at most {MostMiB} MiB"));
    }

    private IEnumerable<ImportItem> Read(JsonElement json, long number)
    {
        var (session, messages) = json.ValueKind == JsonValueKind.Object ? format.Read(json, number) : throw new ImportException(number, "a conversation must be an object");
        // A session of some of its messages would be another conversation.
        for (var i = 0; i < messages.Count; i++)
        {
            if (rules.ProblemOf(messages[i], session.AgentType) is { } problem)
                return [new PassedOverItem(number, $"message {i + 1}: {problem}")];
        }
        return ImportRules.ProblemOf(session) is { } wrong
            ? [new PassedOverItem(number, wrong)]
            : [new SessionItem(number, session, messages.Count), .. messages.Select(message => new MessageItem(number, message)), new SessionEndItem(number)];
    }

    /// <returns>The first character of the JSON; zero in an empty file.</returns>
    private static async Task<char> BeginAsync(PipeReader json, CancellationToken token)
    {
        while (true)
        {
            var read = await json.ReadAsync(token);
            var (skipped, first) = SkipBlanks(read.Buffer);
            json.AdvanceTo(read.Buffer.GetPosition(skipped));
            if (first != 0 || read.IsCompleted)
                return (char)first;
        }
    }

    private static (long Skipped, byte First) SkipBlanks(ReadOnlySequence<byte> bytes)
    {
        var reader = new SequenceReader<byte>(bytes);
        reader.IsNext("\uFEFF"u8, advancePast: true);
        reader.AdvancePastAny(" \t\r\n"u8);
        return (reader.Consumed, reader.TryPeek(out var first) ? first : (byte)0);
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> conversations, long number)
    {
        try
        {
            return await conversations.MoveNextAsync();
        }
        catch (JsonException)
        {
            throw new ImportException(number, "from here on the file is not valid JSON, or holds a member twice");
        }
    }

    // Other services store U+0000 and halves of surrogate pairs, Postgres does not.
    private static JsonElement Mended(JsonElement json)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        return BrokenText.FindIn(raw) is null ? json : JsonElement.Parse(BrokenText.Mended(raw));
    }
}
