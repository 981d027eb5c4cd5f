using System.Globalization;
using Chat.Bench.Scenarios;
using Microsoft.Playwright;

namespace Chat.Bench.Page;

/// <summary>A long conversation in the page, milliseconds; medians.</summary>
/// <param name="Messages">Of the conversation.</param>
/// <param name="Opening">Until its newest message is seen, coming from another one.</param>
/// <param name="OpeningShort">The same for a conversation of a few messages.</param>
/// <param name="ToBeginning">From asking for the first message until it is seen.</param>
/// <param name="ToMiddle">The same for the one in the middle.</param>
/// <param name="ToEnd">The same for the newest.</param>
internal sealed record Jumps(long Messages, double Opening, double OpeningShort, double ToBeginning, double ToMiddle, double ToEnd)
{
    private const int Rounds = 7;

    // As a reader asks; the time ends with the frame that has the message in view.
    private const string Seen =
        """
        const seen = sequence => new Promise(done => {
            const look = now => {
                const row = document.querySelector(`[data-sequence='${sequence}']`)?.getBoundingClientRect();
                const box = row && document.querySelector('.messages').getBoundingClientRect();
                row && row.bottom > box.top && row.top < box.bottom ? done(now) : requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        });
        """;

    private const string GoTo =
        $$"""
        async sequence => {
            {{Seen}}
            const field = document.querySelector('.place-bar input[type=number]');
            field.value = sequence;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            const start = performance.now();
            field.form.requestSubmit();
            return await seen(sequence) - start;
        }
        """;

    private const string Open =
        $$"""
        async ([path, sequence]) => {
            {{Seen}}
            const start = performance.now();
            Blazor.navigateTo(path);
            await new Promise(requestAnimationFrame);
            return await seen(sequence) - start;
        }
        """;

    /// <param name="page">Signed in.</param>
    /// <param name="session">The long conversation.</param>
    /// <param name="messages">How many it has.</param>
    /// <param name="other">A conversation of the same user.</param>
    /// <param name="few">How many that one has.</param>
    public static async Task<Jumps> MeasureAsync(IPage page, long session, int messages, long other, int few)
    {
        var (openings, shorts, beginnings, middles, ends) = (NewList(), NewList(), NewList(), NewList(), NewList());
        // The first round is the one in which the page learns.
        for (var round = 0; round <= Rounds; round++)
        {
            openings.Add(await OpenAsync(session, messages));
            beginnings.Add(await page.EvaluateAsync<double>(GoTo, 1));
            middles.Add(await page.EvaluateAsync<double>(GoTo, messages / 2));
            ends.Add(await page.EvaluateAsync<double>(GoTo, messages));
            shorts.Add(await OpenAsync(other, few));
        }
        return new Jumps(messages, Of(openings), Of(shorts), Of(beginnings), Of(middles), Of(ends));

        Task<double> OpenAsync(long id, int last) => page.EvaluateAsync<double>(Open, new object[] { string.Create(CultureInfo.InvariantCulture, $"sessions/{id}"), last });
        static List<double> NewList() => new(Rounds + 1);
        static double Of(List<double> times) => times.Skip(1).ToList().Median();
    }
}
