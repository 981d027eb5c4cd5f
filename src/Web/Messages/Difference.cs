using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Chat.Web.Messages;

/// <summary>A piece of two texts: in both, or in one of them.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Text">As it is there.</param>
internal sealed record Difference(Difference.Place Kind, string Text)
{
    private const int LongestByWords = 10_000;

    private static readonly char[] BetweenWords = [' ', '\t', '\n', '\r', '.', ',', ';', ':', '(', ')', '[', ']', '{', '}', '"'];

    internal enum Place
    {
        Both,
        Old,
        New,
    }

    /// <summary>Word by word; line by line for long texts, where words would take seconds.</summary>
    public static IReadOnlyList<Difference> Between(string before, string after)
    {
        IChunker chunker = before.Length + after.Length <= LongestByWords ? new DelimiterChunker(BetweenWords) : new LineEndingsPreservingChunker();
        var pieces = new InlineDiffBuilder(Differ.Instance).BuildDiffModel(before, after, ignoreWhitespace: false, ignoreCase: false, chunker).Lines;
        var differences = new List<Difference>();
        foreach (var piece in pieces)
        {
            var place = PlaceOf(piece.Type);
            if (differences is [.., var last] && last.Kind == place)
                differences[^1] = last with { Text = last.Text + piece.Text };
            else
                differences.Add(new Difference(place, piece.Text));
        }
        return differences;
    }

    private static Place PlaceOf(ChangeType type) => type switch
    {
        ChangeType.Inserted => Place.New,
        ChangeType.Deleted => Place.Old,
        _ => Place.Both,
    };
}
