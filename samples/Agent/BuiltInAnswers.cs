namespace Chat.Agent;

/// <summary>What the built-in model says.</summary>
internal static class BuiltInAnswers
{
    private const string Markdown = """
        ## What Markdown can do

        A list of what an answer may hold:

        - **bold**, *italic* and `code`
        - [links](https://example.com)
        - tables and blocks of code

        | language | hello |
        | --- | --- |
        | English | Hello |
        | 日本語 | こんにちは |

        ```csharp
        await using var draft = await chat.StartMessageAsync(session.Id, AgentType.Primary);
        await draft.AppendAsync("Hello");
        ```

        > And a quotation at the end.
        """;

    internal static string To(string question, int turn) => question.Split(' ', 2)[0] switch
    {
        "/slow" => "One word a second, so that you can watch this answer grow, close the page, and come back.",
        "/long" => string.Join("\n\n", Enumerable.Range(1, 40).Select(Part)),
        "/markdown" => Markdown,
        "/fail" => "This answer breaks off in the middle at its first two attempts. What there was of them stays, and the third one reaches its end.",
        _ => $"You said: “{Shortened(question)}”. That was your message number {turn} here. "
            + "I am a small model without a network; ask me for /slow, /long, /markdown or /fail.",
    };

    private static string Part(int number) =>
        $"Part {number}. This is a long answer, which goes on while you scroll, search or write something else. It is stored as it comes.";

    private static string Shortened(string question) => question.Length <= 200
        ? question
        : string.Concat(question.EnumerateRunes().Take(200).Select(rune => rune.ToString())) + "…";
}
